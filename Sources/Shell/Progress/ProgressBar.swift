/// A bar of 24 cells: `[##########..............]`.
enum ProgressBar {
  /// Text of the bar at the given per cent.
  static func text(percent: Int, cells: Int = 24) -> String {
    let share = Double(min(100, max(0, percent))) / 100
    let full = Int((share * Double(cells)).rounded())
    let rest = cells - full
    return "[\(String(repeating: "#", count: full))\(String(repeating: ".", count: rest))]"
  }
}
