internal import MigrationEngine

extension HelpTopic {
  /// The privileges that each command needs, as the engine's table has them.
  static var aboutPrivileges: String {
    let start = """
      Milvus asks for privileges only where authorization is on, and Milvus Lite
      never. To grant: those with * for the whole server (object type Global), the
      others for a collection. What may not be looked at is shown as ?, and check
      names what a migration lacks. In brackets is what Milvus 2.3 asks for instead.
      """
    let works = PrivilegeNeed.Work.allCases.map { work in
      ([work.rawValue] + PrivilegeTable.needs(of: work).flatMap(lines)).joined(separator: "\n")
    }
    return ([start] + works).joined(separator: "\n\n")
  }

  /// What they are for, and below it the privileges.
  private static func lines(of need: PrivilegeNeed) -> [String] {
    let side = need.side.map { "on the \($0.rawValue), " } ?? ""
    let condition = need.condition.map { ", \($0)" } ?? ""
    let names = need.privileges.map { privilege in
      privilege.rawValue + (privilege.isGlobal ? "*" : "")
        + (privilege.inMilvus23.map { " (\($0.rawValue))" } ?? "")
    }
    return filled("\(side)\(need.purpose)\(condition):", indent: 2)
      + filled(names.joined(separator: ", "), indent: 6)
  }

  /// The words in lines that fit a window of 80 columns.
  private static func filled(_ text: String, indent: Int) -> [String] {
    let start = String(repeating: " ", count: indent)
    return text.split(separator: " ").reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= 80 {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(start + word)
      }
    }
  }
}
