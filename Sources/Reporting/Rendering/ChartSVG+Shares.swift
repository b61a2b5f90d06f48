import TextFormats

extension ChartSVG {
    /// A row per whole, its label above it, divided into fields whose counts stand in them.
    ///
    /// A field too narrow for its count has none; the table beside the chart has them all.
    func shares(_ rows: [Report.Chart.ShareRow], _ names: [LocalizedText]) -> Drawing {
        let width = 720
        var content = ""
        var y = 0
        for row in rows {
            content += text(row.label[language], x: 2, y: y + 15, class: "label")
            let whole = max(1, row.counts.reduce(0, +))
            var before = 0
            for (kind, count) in row.counts.enumerated() where count > 0 {
                let from = 2 + before * (width - 4) / whole
                before += count
                let to = 2 + before * (width - 4) / whole
                let step = min(kind, 4)
                content +=
                    "<rect x=\"\(from)\" y=\"\(y + 22)\" width=\"\(to - from)\" height=\"26\" "
                    + "class=\"part s\(step)\"/>\n"
                if to - from >= 8 + 9 * "\(count)".count {
                    content += text(
                        "\(count)", x: (from + to) / 2, y: y + 40, anchor: "middle",
                        class: "small on\(step)")
                }
            }
            y += 62
        }
        return Drawing(width: width, height: y + 28, content: content + legend(names, y: y + 4))
    }

    private func legend(_ names: [LocalizedText], y: Int) -> String {
        var content = ""
        var x = 2
        for (kind, name) in names.enumerated() {
            content +=
                "<rect x=\"\(x)\" y=\"\(y)\" width=\"22\" height=\"14\" class=\"part "
                + "s\(min(kind, 4))\"/>\n"
            content += text(name[language], x: x + 28, y: y + 12, class: "small")
            x += 46 + 8 * name[language].count
        }
        return content
    }
}
