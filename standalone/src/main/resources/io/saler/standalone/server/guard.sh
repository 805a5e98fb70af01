# Runs one server and ends it when standard input reaches its end, which is when Saler closes it or dies, however it dies.
# usage: guard.sh STOP_SIGNAL GRACE_SECONDS PID_FILE COMMAND...
stop_signal=$1 grace=$2 pid_file=$3
shift 3

exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
echo "$server" >"$pid_file"

(
    while read -r _; do :; done <&3
    kill -s "$stop_signal" "$server"
    while [ "$grace" -gt 0 ]; do
        sleep 1
        grace=$((grace - 1))
    done
    kill -s KILL "$server"
) 2>/dev/null &
watch=$!
exec 3<&-

wait "$server"
status=$?
kill "$watch" 2>/dev/null
# A guard that is late must not remove the file of its successor.
read -r current 2>/dev/null <"$pid_file" && [ "$current" = "$server" ] && rm -f "$pid_file"
exit "$status"
