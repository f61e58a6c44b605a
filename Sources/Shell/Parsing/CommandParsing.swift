internal import ArgumentParser

/// Makes a command of the words after its name.
enum CommandParsing {
  /// The command with its options set.
  ///
  /// - Throws: `UsageError` with the first mistake.
  static func parse<Command: ParsableCommand>(
    _ command: Command.Type, arguments: [String], info: CommandInfo
  ) throws(UsageError) -> Command {
    try ArgumentCheck.check(arguments, of: info)
    do {
      return try Command.parse(arguments)
    } catch {
      throw translated(Command.message(for: error), of: info)
    }
  }

  /// The parser's message in the form of this program's.
  static func translated(_ message: String, of info: CommandInfo) -> UsageError {
    let hint = info.helpLine
    if let (value, place) = invalidValue(in: message) {
      return UsageError(.invalidValue, "\"\(value)\" is no value of \(place)", hint: hint)
    }
    let sentence = message.hasSuffix(".") ? String(message.dropLast()) : message
    let start = sentence.prefix(1).lowercased() + sentence.dropFirst()
    return UsageError(.invalidValue, start, hint: hint)
  }

  /// Reads `The value 'VALUE' is invalid for '--option <name>'`.
  private static func invalidValue(in message: String) -> (value: String, place: String)? {
    let (start, middle) = ("The value '", "' is invalid for '")
    guard message.hasPrefix(start) else { return nil }
    var value = message.dropFirst(start.count)
    var place: Substring = ""
    while !value.isEmpty {
      if value.hasPrefix(middle) {
        let given = message.dropFirst(start.count).prefix(
          message.count - start.count - value.count)
        place = value.dropFirst(middle.count).prefix { $0 != "'" }
        return (String(given), displayed(place))
      }
      value = value.dropFirst()
    }
    return nil
  }

  /// `--limit <count>` as `--limit`, `<job>` as `JOB`.
  private static func displayed(_ place: Substring) -> String {
    guard place.hasPrefix("<") else { return String(place.prefix { $0 != " " }) }
    return place.dropFirst().prefix { $0 != ">" }.uppercased()
  }
}
