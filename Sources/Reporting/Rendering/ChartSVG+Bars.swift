import Consistency
import TextFormats

extension ChartSVG {
    private static let width = 480
    private static let margin = 4
    private static let track = width - 2 * margin
    private static let lineHeight = 18

    /// A bar per score: filled to the score, a bracket over the interval, a dashed line at the
    /// target, thin lines at the thresholds.
    func bars(
        _ bars: [Report.Chart.Bar], _ thresholds: [Report.Chart.Threshold],
        _ legend: Report.Chart.BarLegend
    ) -> Drawing {
        let top = 30
        var bottom = top
        var rows = ""
        for bar in bars {
            let labels = wrapped(bar.label[language], width: 42)
            rows += self.bar(bar, labels: labels, y: bottom)
            bottom += 66 + labels.count * Self.lineHeight
        }
        var content = ""
        for threshold in thresholds where threshold.value.numerator > 0 {
            let x = Self.margin + place(threshold.value, along: Self.track)
            content += "<line x1=\"\(x)\" y1=\"22\" x2=\"\(x)\" y2=\"\(bottom)\" class=\"grid\"/>\n"
            content += text(
                threshold.label[language], x: x, y: 14, anchor: "middle", class: "small")
        }
        content += rows
        return Drawing(
            width: Self.width, height: bottom + 40,
            content: content + self.legend(legend, bottom + 10))
    }

    private func bar(_ bar: Report.Chart.Bar, labels: [String], y top: Int) -> String {
        let noteTop = top + labels.count * Self.lineHeight
        let barTop = noteTop + 26
        let height = 16
        var content = ""
        for (line, label) in labels.enumerated() {
            content += halo(
                label, x: Self.margin, y: top + 16 + line * Self.lineHeight, class: "label")
        }
        content += halo(bar.note[language], x: Self.margin, y: noteTop + 17, class: "small")
        content += halo(
            bar.value?.percent[language] ?? "–", x: Self.width - Self.margin, y: top + 16,
            anchor: "end", class: "label")
        content +=
            "<rect x=\"\(Self.margin)\" y=\"\(barTop)\" width=\"\(Self.track)\" "
            + "height=\"\(height)\" class=\"track\"/>\n"
        if let value = bar.value {
            let length = place(value, along: Self.track)
            content +=
                "<rect x=\"\(Self.margin)\" y=\"\(barTop)\" width=\"\(length)\" "
                + "height=\"\(height)\" class=\"value\"/>\n"
        }
        if let (lowest, highest) = bar.interval, lowest != highest {
            let (from, to) = (
                Self.margin + place(lowest, along: Self.track),
                Self.margin + place(highest, along: Self.track)
            )
            let middle = barTop + height / 2
            let path =
                "M\(from) \(middle - 6)V\(middle + 6)M\(from) \(middle)H\(to)"
                + "M\(to) \(middle - 6)V\(middle + 6)"
            content += "<path d=\"\(path)\" class=\"halo\"/>\n"
            content += "<path d=\"\(path)\" class=\"interval\"/>\n"
        }
        if let target = bar.target {
            let x = Self.margin + place(target, along: Self.track)
            content +=
                "<line x1=\"\(x)\" y1=\"\(barTop - 5)\" x2=\"\(x)\" "
                + "y2=\"\(barTop + height + 5)\" class=\"target\"/>\n"
        }
        return content
    }

    /// Text with a rim in the colour of the ground, so that lines behind it do not disturb.
    private func halo(
        _ string: String, x: Int, y: Int, anchor: String = "start", class name: String
    ) -> String {
        text(string, x: x, y: y, anchor: anchor, class: "\(name) over")
    }

    private func legend(_ legend: Report.Chart.BarLegend, _ y: Int) -> String {
        var content =
            "<rect x=\"4\" y=\"\(y + 6)\" width=\"26\" height=\"12\" class=\"value\"/>\n"
            + text(legend.value[language], x: 36, y: y + 17, class: "small")
        var x = 50 + 8 * legend.value[language].count
        if let interval = legend.interval?[language] {
            content +=
                "<path d=\"M\(x) \(y + 6)V\(y + 18)M\(x) \(y + 12)H\(x + 26)M\(x + 26) \(y + 6)"
                + "V\(y + 18)\" class=\"interval\"/>\n"
                + text(interval, x: x + 34, y: y + 17, class: "small")
            x += 50 + 8 * interval.count
        }
        if let target = legend.target?[language] {
            content +=
                "<line x1=\"\(x)\" y1=\"\(y + 2)\" x2=\"\(x)\" y2=\"\(y + 22)\" "
                + "class=\"target\"/>\n"
                + text(target, x: x + 10, y: y + 17, class: "small")
        }
        return content
    }
}
