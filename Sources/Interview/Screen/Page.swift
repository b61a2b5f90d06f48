import Reporting

/// Lines in the making: what a panel shows, before it is cut to the screen's height.
struct Page {
    /// The columns available.
    let width: Int
    /// The lines so far.
    private(set) var lines: [StyledLine] = []
    /// The lines that must stay in sight, such as the one under the cursor.
    var focus: ClosedRange<Int>?
    /// Where typing goes.
    var cursor: (line: Int, column: Int)?

    init(width: Int) { self.width = width }

    /// An empty line, but not two of them, and none at the top.
    mutating func space() {
        if let last = lines.last, !last.spans.isEmpty { lines.append(StyledLine()) }
    }

    mutating func add(_ line: StyledLine) { lines.append(line.truncated(to: width)) }

    /// A paragraph, broken at spaces.
    mutating func add(
        _ text: String, _ style: StyledLine.Style = .plain, indent: Int = 0
    ) {
        for line in Self.broken(text, width: max(8, width - indent)) {
            add(StyledLine(String(repeating: " ", count: indent) + line, style))
        }
    }

    /// A paragraph with a mark in front of its first line.
    mutating func add(
        mark: String, _ markStyle: StyledLine.Style, _ text: String,
        _ style: StyledLine.Style = .plain, indent: Int
    ) {
        guard !mark.isEmpty || indent > 0 else { return add(text, style) }
        let space = String(repeating: " ", count: indent)
        for (index, line) in Self.broken(text, width: max(8, width - indent)).enumerated() {
            guard index == 0 else {
                add(StyledLine(space + line, style))
                continue
            }
            var first = StyledLine(mark, markStyle)
            first.append(String(repeating: " ", count: max(1, indent - displayWidth(mark))))
            first.append(line, style)
            add(first)
        }
    }

    /// A line that is typed, with its cursor; the part around the cursor is shown.
    mutating func add(field: TextField, prompt: String, promptStyle: StyledLine.Style = .strong) {
        let room = max(4, width - displayWidth(prompt) - 1)
        var before = printable(field.before)
        var isCut = false
        while displayWidth(before) > room - 1 {
            before.removeFirst()
            isCut = true
        }
        if isCut, !before.isEmpty { before = "…" + before.dropFirst() }
        var line = StyledLine(prompt, promptStyle)
        line.append(before)
        let column = line.width
        var after = ""
        for character in printable(field.after) {
            guard displayWidth(before + after + String(character)) < room else { break }
            after.append(character)
        }
        line.append(after)
        cursor = (lines.count, min(column, width - 1))
        focus = lines.count...lines.count
        add(line)
    }

    /// A text at most as wide as asked for; a word that is wider is cut.
    static func broken(_ text: String, width: Int) -> [String] {
        wrapped(printable(text), width: width).flatMap { line -> [String] in
            guard displayWidth(line) > width else { return [line] }
            var pieces = [""]
            for character in line {
                let last = pieces.count - 1
                if displayWidth(pieces[last]) + displayWidth(String(character)) > width {
                    pieces.append(String(character))
                } else {
                    pieces[last].append(character)
                }
            }
            return pieces
        }
    }

    /// The lines that fit a height, so that the focus is among them.
    func window(height: Int, scroll: Int?) -> (lines: [StyledLine], first: Int, last: Int) {
        let last = max(0, lines.count - height)
        var first = min(scroll ?? 0, last)
        if let focus {
            if focus.upperBound >= first + height { first = focus.upperBound - height + 1 }
            if focus.lowerBound < first { first = focus.lowerBound }
        }
        let shown = lines.dropFirst(first).prefix(height)
        return (Array(shown), first, last)
    }
}
