internal import Foundation

/// A search through earlier commands while its pattern is typed.
///
/// Small letters find both cases; a capital in the pattern finds only itself.
struct HistorySearch {
  private let commands: [String]
  private(set) var pattern = ""
  private var index: Int
  /// Whether the last step found nothing; the match before it stays.
  private(set) var isFailing = false

  /// A search in `commands`, the newest of which is the last.
  init(commands: [String]) {
    self.commands = commands
    index = commands.endIndex
  }

  /// The command found, if one was.
  var match: String? {
    commands.indices.contains(index) ? commands[index] : nil
  }

  /// The part of the match in front of the pattern.
  var textBeforePattern: String? {
    guard let match, let place = place(in: match) else { return nil }
    return String(match[..<place.lowerBound])
  }

  /// Adds to the pattern and looks on from the present match.
  mutating func type(_ character: Character) {
    pattern.append(character)
    move(to: commands[..<min(index + 1, commands.endIndex)].lastIndex(where: fits))
  }

  /// Takes the last character from the pattern and begins anew.
  mutating func erase() {
    _ = pattern.popLast()
    index = commands.endIndex
    isFailing = false
    if !pattern.isEmpty { goOlder() }
  }

  /// Looks for an older command with the pattern.
  mutating func goOlder() {
    move(to: commands[..<index].lastIndex(where: fits))
  }

  /// Looks for a newer command with the pattern.
  mutating func goNewer() {
    guard index < commands.endIndex else { return }
    move(to: commands[(index + 1)...].firstIndex(where: fits))
  }

  private func fits(_ command: String) -> Bool {
    !pattern.isEmpty && place(in: command) != nil
  }

  private func place(in command: String) -> Range<String.Index>? {
    let hasCapital = pattern.contains(where: \.isUppercase)
    return command.range(of: pattern, options: hasCapital ? [] : .caseInsensitive)
  }

  private mutating func move(to found: Int?) {
    isFailing = found == nil
    index = found ?? index
  }
}
