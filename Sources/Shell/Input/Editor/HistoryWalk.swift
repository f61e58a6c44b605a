/// A walk with Up and Down over the commands that begin with what was left of the cursor.
struct HistoryWalk {
  private let commands: [String]
  private let prefix: String
  private let original: String
  private var index: Int

  /// A walk that begins below the newest of `commands`, at the unfinished line `original`.
  init(commands: [String], prefix: String, original: String) {
    self.commands = commands
    self.prefix = prefix
    self.original = original
    index = commands.endIndex
  }

  /// The line that the walk has arrived at.
  var line: String {
    commands.indices.contains(index) ? commands[index] : original
  }

  /// Goes to the next older command that fits; returns whether there is one.
  mutating func goUp() -> Bool {
    let line = line
    guard
      let older = commands[..<index].lastIndex(where: { $0.hasPrefix(prefix) && $0 != line })
    else { return false }
    index = older
    return true
  }

  /// Goes to the next newer command that fits, or back to the unfinished line.
  mutating func goDown() -> Bool {
    guard index < commands.endIndex else { return false }
    let newer = commands[(index + 1)...].firstIndex { $0.hasPrefix(prefix) }
    index = newer ?? commands.endIndex
    return true
  }
}
