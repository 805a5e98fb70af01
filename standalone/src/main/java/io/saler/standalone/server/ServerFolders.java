package io.saler.standalone.server;

import java.nio.file.Path;

/**
 * Where servers find and keep things.
 *
 * @param home what was built: {@code elasticsearch/} and {@code kafka/}, the servers that have a class path of their
 *     own
 * @param programs the unpacked programs of other servers; may be shared by several data directories
 * @param data one folder per server; survives every end
 * @param run pid files and other things of this run
 * @param logs one file per server
 */
public record ServerFolders(Path home, Path programs, Path data, Path run, Path logs) {}
