import Consistency
import TextFormats

extension ChartSVG {
    /// A field per row and column, the darker the higher; every field has its figure in it.
    ///
    /// The shades divide the range from the lowest to the highest figure into five equal parts.
    func heatmap(_ rows: [Report.Chart.HeatRow], _ columns: [LocalizedText]) -> Drawing {
        let width = 720
        let labelWidth = 130
        let count = max(1, columns.count)
        let field = (width - labelWidth) / count
        let titles = columns.map { wrapped($0[language], width: max(8, field / 8)) }
        let top = 8 + 16 * (titles.map(\.count).max() ?? 1)
        let shades = Shades(rows.flatMap { $0.values.compactMap { $0?.percentTenths } })
        var content = ""
        for (column, lines) in titles.enumerated() {
            let middle = labelWidth + column * field + field / 2
            let first = top - 8 - 16 * (lines.count - 1)
            for (line, string) in lines.enumerated() {
                content += text(
                    string, x: middle, y: first + 16 * line, anchor: "middle", class: "small")
            }
        }
        for (index, row) in rows.enumerated() {
            let y = top + index * 34
            let labels = wrapped(row.label[language], width: 16)
            let label = labels.count > 1 ? "\(labels[0]) …" : labels[0]
            content += text(label, x: 2, y: y + 21, class: "label")
            for (column, value) in row.values.enumerated() {
                let x = labelWidth + column * field
                let step = value.map { shades.step($0.percentTenths) } ?? 0
                content +=
                    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(field)\" height=\"32\" "
                    + "class=\"part s\(step)\"/>\n"
                content += text(
                    value?.percent[language] ?? "…", x: x + field / 2, y: y + 21,
                    anchor: "middle", class: "small on\(step)")
            }
        }
        let bottom = top + rows.count * 34 + 8
        for step in 0..<Shades.count {
            let x = labelWidth + step * (width - labelWidth) / Shades.count
            let (first, last) = shades.range(step)
            content +=
                "<rect x=\"\(x)\" y=\"\(bottom)\" width=\"22\" height=\"14\" class=\"part s\(step)\"/>\n"
            content += text(
                Wording.interval(Ratio(first, 1000), Ratio(last, 1000))[language], x: x + 27,
                y: bottom + 12, class: "small")
        }
        return Drawing(width: width, height: bottom + 22, content: content)
    }
}

/// Five equal parts of the range of some figures in tenths of a percent.
private struct Shades {
    static let count = 5
    private let lowest: Int
    private let span: Int

    init(_ tenths: [Int]) {
        lowest = tenths.min() ?? 0
        span = max(Self.count, (tenths.max() ?? 1000) - lowest + 1)
    }

    /// The part in which a figure lies.
    func step(_ tenths: Int) -> Int { min(Self.count - 1, (tenths - lowest) * Self.count / span) }

    /// The lowest and the highest figure of a part.
    func range(_ step: Int) -> (first: Int, last: Int) {
        func begin(_ step: Int) -> Int { lowest + (step * span + Self.count - 1) / Self.count }
        return (min(1000, begin(step)), min(1000, begin(step + 1) - 1))
    }
}
