#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import TextFormats

/// The terminal line by line, as the operating system offers it: nothing is switched.
struct PlainTerminal {
    private var bytes: [UInt8] = []
    private var isClosed = false

    /// Writes a text at once.
    func write(_ text: String) {
        try? writeAll(Array(text.utf8), to: STDOUT_FILENO, path: "<stdout>")
    }

    /// The next line without its break; `nil` at the end (Ctrl-D).
    ///
    /// Lines that have come together with it, as from a clipboard, are dropped: they shall not
    /// answer questions that nobody has read.
    mutating func readLine() -> (line: String, hadMore: Bool)? {
        bytes = []
        guard readChunk() else { return nil }
        while !bytes.contains(0x0A), readChunk() {}
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        var hadMore = bytes.drop { $0 != 0x0A }.count > 1
        while isReady(within: 30) {
            hadMore = true
            guard readChunk() else { break }
        }
        return (String(decoding: line, as: UTF8.self), hadMore)
    }

    private mutating func readChunk() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes += buffer[..<count]
            return true
        }
    }

    private func isReady(within milliseconds: Int32) -> Bool {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, milliseconds) > 0 && waiting.revents & Int16(POLLIN) != 0
    }
}
