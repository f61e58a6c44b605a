/// Rows of the live block on a terminal, one for each step.
///
/// ```
/// [1] docs_v1   create        done      0:01
///     docs_v1   copy          [##########..............]  41 %   987,000 of 2,408,113   3,190/s
/// ```
enum ProgressLine {
  /// Cells of the name's column and of the step's column.
  static let subjectCells = 10, stepCells = 14

  /// Row of a step that is under way.
  ///
  /// What does not fit is left out from the end; the first part, the amount, goes last.
  static func running(
    _ reading: ProgressReading, width: Int, subjectCells cells: Int = ProgressLine.subjectCells
  ) -> String {
    let start = lead(reading.job, reading.subject, reading.step, cells)
    guard let percent = reading.percent else {
      return fitted(start, reading.parts, width: width)
    }
    let figure = String(percent)
    let blanks = String(repeating: " ", count: max(0, 3 - figure.count))
    let meter = "\(ProgressBar.text(percent: percent)) \(blanks)\(figure) %"
    let withBar = start + meter
    // A narrow window keeps the figure and gives up the bar.
    guard withBar.count <= width else {
      return fitted(start + "\(figure) %   ", reading.parts, width: width)
    }
    return fitted(withBar + "   ", reading.parts, width: width)
  }

  /// Rows of steps that are under way, the steps below each other unless a name is very long.
  static func running(_ readings: [ProgressReading], width: Int) -> [String] {
    let longest = (readings.map(\.subject.count).max() ?? 0) + 2
    let cells = max(subjectCells, min(longest, width / 2))
    return readings.map { running($0, width: width, subjectCells: cells) }
  }

  /// Row of a step that has ended, with the time it took.
  static func ended(
    job: Int64?, subject: String, step: String, word: String = "done", took: Duration
  ) -> String {
    lead(job, subject, step) + padded(word, to: 10) + Figures.clock(took)
  }

  /// Row of steps that have not begun.
  static func waiting(job: Int64?, subject: String, step: String) -> String {
    lead(job, subject, step) + "waiting"
  }

  /// Row under the others: what the keys do.
  static let keys = "    Ctrl-C pause · Ctrl-Z background"

  private static func lead(
    _ job: Int64?, _ subject: String, _ step: String, _ cells: Int = ProgressLine.subjectCells
  ) -> String {
    let mark = job.map { "[\($0)] " } ?? ""
    return padded(mark, to: 4) + padded(subject + "  ", to: cells)
      + padded(step + "  ", to: stepCells)
  }

  private static func fitted(_ start: String, _ parts: [String], width: Int) -> String {
    var line = start
    for (place, part) in parts.enumerated() {
      let next = line + (place > 0 ? "   " : "") + part
      guard next.count <= width else { break }
      line = next
    }
    while line.last == " " { line.removeLast() }
    return String(line.prefix(width))
  }

  private static func padded(_ text: String, to cells: Int) -> String {
    text + String(repeating: " ", count: max(0, cells - text.count))
  }
}
