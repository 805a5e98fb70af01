package io.saler.query.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.query.tracking.Spool.SpoolFull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits on disk is there after any end of a process, in its order, and never more than there is room for. */
class SpoolTest {

    private static final long ROOM = 1_000;

    @TempDir
    private Path directory;

    @Test
    void whatWasAppendedIsHandedOutInItsOrderAndGoneOnceItIsRemoved() throws IOException {
        try (Spool spool = Spool.open(directory, ROOM)) {
            append(spool, "one", "two");
            Path first = spool.oldest().orElseThrow();
            append(spool, "three");

            assertThat(texts(first)).containsExactly("one", "two");
            spool.remove(first);
            assertThat(texts(spool.oldest().orElseThrow())).containsExactly("three");
            spool.remove(spool.oldest().orElseThrow());
            assertThat(spool.isEmpty()).isTrue();
            assertThat(spool.oldest()).isEmpty();
        }
    }

    @Test
    void whatAFormerProcessLeftComesFirst() throws IOException {
        try (Spool former = Spool.open(directory, ROOM)) {
            append(former, "one", "two");
        }
        try (Spool spool = Spool.open(directory, ROOM)) {
            append(spool, "three");

            assertThat(all(spool)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void anEndAtAnyByteOfARecordTakesThatRecordAlone() throws IOException {
        Path whole = writtenBy("one", "two", "three");
        byte[] bytes = Files.readAllBytes(whole);
        int twoEnd = SpoolFile.size(text("one")) + SpoolFile.size(text("two"));
        int oneEnd = SpoolFile.size(text("one"));
        for (int length = 0; length <= bytes.length; length++) {
            Files.write(whole, Arrays.copyOf(bytes, length));

            try (Spool spool = Spool.open(directory, ROOM)) {
                int records = length == bytes.length ? 3 : length >= twoEnd ? 2 : length >= oneEnd ? 1 : 0;
                assertThat(spool.bytes()).isEqualTo(Files.size(whole));
                assertThat(spool.aside()).isZero();
                assertThat(texts(whole))
                        .isEqualTo(List.of("one", "two", "three").subList(0, records));
                append(spool, "later");
                assertThat(all(spool)).endsWith("later").hasSize(records + 1);
            }
        }
    }

    @Test
    void aRecordOfWhichAnyByteIsAnotherIsNone() throws IOException {
        Path whole = writtenBy("one", "two");
        byte[] bytes = Files.readAllBytes(whole);
        for (int place = SpoolFile.size(text("one")); place < bytes.length; place++) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 0x40;
            Files.write(whole, damaged);

            assertThat(texts(whole)).containsExactly("one");
        }
    }

    @Test
    void aFileThatIsDamagedBeforeItsEndIsKeptAsideAndWhatIsBeforeTheDamageArrives() throws IOException {
        Path file = writtenBy("one", "two", "three");
        byte[] damaged = damage(file);

        try (Spool spool = Spool.open(directory, ROOM)) {
            assertThat(spool.aside()).isEqualTo(1);
            append(spool, "later");
            assertThat(all(spool)).containsExactly("one", "later");
        }
        assertThat(aside(file)).hasBinaryContent(damaged);
    }

    @Test
    void aFileThatIsDamagedWhileItWaitsIsKeptAside() throws IOException {
        try (Spool spool = Spool.open(directory, ROOM)) {
            append(spool, "one", "two", "three");
            Path file = spool.oldest().orElseThrow();
            byte[] damaged = damage(file);

            assertThat(all(spool)).containsExactly("one");
            assertThat(spool.isEmpty()).isTrue();
            assertThat(spool.aside()).isEqualTo(1);
            assertThat(aside(file)).hasBinaryContent(damaged);
        }
    }

    /** Of the second record. */
    private static byte[] damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[SpoolFile.size(text("one")) + SpoolFile.size(text("two")) - 1] ^= 0x40;
        Files.write(file, bytes);
        return bytes;
    }

    private static Path aside(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(each -> each.toString().endsWith(".aside"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void zerosBehindTheLastRecordAreNothing() throws IOException {
        Path whole = writtenBy("one");
        Files.write(whole, new byte[4_096], StandardOpenOption.APPEND);

        assertThat(texts(whole)).containsExactly("one");
    }

    @Test
    void whatThereIsNoRoomForIsRefusedAndTakesNoPlace() throws IOException {
        try (Spool spool = Spool.open(directory, ROOM)) {
            append(spool, "x".repeat(600));

            assertThatThrownBy(() -> append(spool, "y".repeat(600))).isInstanceOf(SpoolFull.class);
            append(spool, "z".repeat(300));
            assertThat(all(spool)).containsExactly("x".repeat(600), "z".repeat(300));
            append(spool, "y".repeat(600));
        }
    }

    @Test
    void whatOthersHavePutThereStaysAndIsInNobodysWay() throws IOException {
        Path foreign;
        try (Spool spool = Spool.open(directory, ROOM)) {
            append(spool, "one");
            foreign = Files.writeString(
                    spool.oldest().orElseThrow().resolveSibling("copy of 1.spool"),
                    "not a record",
                    StandardOpenOption.CREATE);
        }
        try (Spool spool = Spool.open(directory, ROOM)) {
            append(spool, "two");
            assertThat(all(spool)).containsExactly("one", "two");
        }
        assertThat(foreign).hasContent("not a record");
    }

    @Test
    void whatCanNeverArriveIsKeptAsideAndHoldsUpNothing() throws IOException {
        Path aside;
        try (Spool spool = Spool.open(directory, ROOM)) {
            append(spool, "never", "one");
            aside = spool.setAside(text("never"));
            assertThat(all(spool)).containsExactly("never", "one");
            assertThat(texts(aside)).containsExactly("never");
        }
        try (Spool spool = Spool.open(directory, ROOM)) {
            assertThat(spool.aside()).isEqualTo(1);
            append(spool, "two");
            assertThat(spool.setAside(text("neither"))).isNotEqualTo(aside);
            assertThat(all(spool)).containsExactly("two");
        }
        // Whoever has made room for it lets it be sent.
        Files.move(aside, aside.resolveSibling(aside.getFileName().toString().replace(".aside", ".spool")));
        try (Spool spool = Spool.open(directory, ROOM)) {
            assertThat(spool.aside()).isEqualTo(1);
            assertThat(all(spool)).containsExactly("never");
        }
    }

    @Test
    void whatIsTooLongToBeReadAgainIsNotTaken() throws IOException {
        try (Spool spool = Spool.open(directory, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> spool.append(new byte[SpoolFile.LONGEST + 1]))
                    .isInstanceOf(IOException.class);
            assertThat(spool.isEmpty()).isTrue();
        }
    }

    @Test
    void everyProcessHasAFolderOfItsOwnAndALeftOneIsTakenOver() throws IOException {
        try (Spool one = Spool.open(directory, ROOM);
                Spool other = Spool.open(directory, ROOM)) {
            append(one, "one");
            append(other, "other");
            assertThat(texts(one.oldest().orElseThrow())).containsExactly("one");
            assertThat(texts(other.oldest().orElseThrow())).containsExactly("other");
        }
        try (Spool next = Spool.open(directory, ROOM)) {
            assertThat(all(next)).containsExactly("one");
        }
    }

    @Test
    void whatAProcessThatHasEndedLeftIsFoundByOneThatRuns() throws IOException {
        Spool other = Spool.open(directory, ROOM);
        try (Spool running = Spool.open(directory, ROOM)) {
            append(running, "own");
            append(other, "left");
            assertThat(running.left()).isEmpty();
            other.close();

            try (Spool left = running.left().orElseThrow()) {
                assertThat(running.left()).isEmpty();
                assertThat(all(left)).containsExactly("left");
            }
            assertThat(running.left()).isEmpty();
            assertThat(all(running)).containsExactly("own");
            try (Spool next = Spool.open(directory, ROOM)) {
                assertThat(next.isEmpty()).isTrue();
            }
        }
    }

    @Test
    void manyAppendAtOnceWhileOthersAreTakenOut() throws Exception {
        List<String> taken = new ArrayList<>();
        try (Spool spool = Spool.open(directory, 1_000_000);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var appending = IntStream.range(0, 60)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        spool.append(text("record " + number));
                        return null;
                    })
                    .map(threads::submit)
                    .toList();
            while (!appending.stream().allMatch(each -> each.isDone())) {
                takeOldest(spool, taken);
            }
            for (var each : appending) {
                each.get();
            }
            while (!spool.isEmpty()) {
                takeOldest(spool, taken);
            }
        }
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 60)
                        .mapToObj(number -> "record " + number)
                        .toList());
    }

    private static void takeOldest(Spool spool, List<String> taken) throws IOException {
        var oldest = spool.oldest();
        if (oldest.isPresent()) {
            taken.addAll(texts(oldest.get()));
            spool.remove(oldest.get());
        }
    }

    private Path writtenBy(String... records) throws IOException {
        try (Spool spool = Spool.open(directory, ROOM)) {
            append(spool, records);
            return spool.oldest().orElseThrow();
        }
    }

    private static void append(Spool spool, String... records) throws IOException {
        for (String record : records) {
            spool.append(text(record));
        }
    }

    private static List<String> all(Spool spool) throws IOException {
        List<String> all = new ArrayList<>();
        while (spool.oldest().isPresent()) {
            takeOldest(spool, all);
        }
        return all;
    }

    private static List<String> texts(Path file) throws IOException {
        return SpoolFile.read(file).stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
