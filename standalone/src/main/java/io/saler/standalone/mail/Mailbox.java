package io.saler.standalone.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.FileSystemUtils;

/**
 * The mail that was received, one file for each recipient of each message. A message that was kept survives any end of
 * the process, though not a power failure. Addresses are compared without regard to case. Safe for use by several
 * threads.
 */
public final class Mailbox {

    private static final String SUFFIX = ".eml";
    private static final int LONGEST_NAME = 200;

    private final Path folder;
    private final Path unfinished;
    private final Clock clock;
    private final AtomicLong lastMoment = new AtomicLong();

    public Mailbox(Path folder, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        // Beside the folder, where nobody looks for mail, yet on the same disk.
        this.unfinished = folder.resolveSibling(folder.getFileName() + "-unfinished");
        this.clock = clock;
        // What was being written when a former process ended was never acknowledged.
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectories(unfinished);
    }

    /** Keeps a message for one recipient; it is there for good when this returns. */
    public void keep(String recipient, MimeMessage message) throws IOException, MessagingException {
        Path ofRecipient = Files.createDirectories(folder.resolve(folderName(recipient)));
        Path part = unfinished.resolve(UUID.randomUUID().toString());
        try (OutputStream content = Files.newOutputStream(part)) {
            content.write("%s: %s\r\n"
                    .formatted(Mail.RECIPIENT_HEADER, oneLine(recipient))
                    .getBytes(StandardCharsets.UTF_8));
            message.writeTo(content);
        }
        Path whole = ofRecipient.resolve("%019d%s".formatted(uniqueMoment(), SUFFIX));
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The newest mails of one recipient, newest first. */
    public List<Mail> of(String recipient, int limit) throws IOException {
        return newest(folder.resolve(folderName(recipient)), 1, limit);
    }

    /** The newest mails of all recipients, newest first. */
    public List<Mail> all(int limit) throws IOException {
        return newest(folder, 2, limit);
    }

    private List<Mail> newest(Path place, int depth, int limit) throws IOException {
        if (!Files.exists(place)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(place, Set.of(), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.getFileName().toString().endsWith(SUFFIX)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return files.stream()
                .sorted(Comparator.comparing((Path file) -> file.getFileName().toString())
                        .reversed())
                .flatMap(file -> read(file).stream())
                .limit(limit)
                .toList();
    }

    private static Optional<Mail> read(Path file) {
        String name = file.getFileName().toString();
        long moment = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        Instant receivedAt = Instant.EPOCH.plus(moment, ChronoUnit.MICROS);
        try (InputStream content = Files.newInputStream(file)) {
            return Optional.of(Mail.read(content, receivedAt));
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        } catch (IOException | MessagingException unreadable) {
            return Optional.of(
                    new Mail("", "unreadable: " + file, String.valueOf(unreadable.getMessage()), "", receivedAt));
        }
    }

    private long uniqueMoment() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return lastMoment.updateAndGet(last -> Math.max(last + 1, now));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ").strip();
    }

    private static String folderName(String recipient) {
        String name = URLEncoder.encode(recipient.strip().toLowerCase(Locale.ROOT), StandardCharsets.UTF_8);
        // "." and ".." are the only names left that mean something to a file system.
        return name.length() > LONGEST_NAME || name.startsWith(".")
                ? UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString()
                : name;
    }
}
