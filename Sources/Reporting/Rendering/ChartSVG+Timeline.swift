import TextFormats

extension ChartSVG {
    /// A bar per task over the periods, its label above it.
    func timeline(_ tasks: [Report.Chart.Task], _ periods: [LocalizedText]) -> Drawing {
        let width = 720
        let count = max(1, periods.count)
        func edge(_ period: Int) -> Int { period * width / count }
        let bottom = 30 + tasks.count * 40
        var content = ""
        for (index, period) in periods.enumerated() {
            let middle = (edge(index) + edge(index + 1)) / 2
            content += text(period[language], x: middle, y: 16, anchor: "middle", class: "small")
        }
        for index in 0...count {
            let x = min(max(edge(index), 1), width - 1)
            content +=
                "<line x1=\"\(x)\" y1=\"24\" x2=\"\(x)\" y2=\"\(bottom)\" class=\"grid\"/>\n"
        }
        for (index, task) in tasks.enumerated() {
            let top = 30 + index * 40
            let from = edge(task.periods.lowerBound)
            let to = edge(task.periods.upperBound + 1)
            content +=
                "<rect x=\"\(from + 2)\" y=\"\(top + 22)\" width=\"\(max(4, to - from - 4))\" "
                + "height=\"12\" class=\"value\"/>\n"
            let lines = wrapped(task.label[language], width: 84)
            let label = lines.count > 1 ? "\(lines[0]) …" : lines[0]
            // A label that would run out of the picture ends at its edge.
            let isLong = from + 4 + label.count * 8 > width
            content += text(
                label, x: isLong ? width - 4 : from + 4, y: top + 16,
                anchor: isLong ? "end" : "start", class: "small over")
        }
        return Drawing(width: width, height: bottom + 6, content: content)
    }
}
