/// The part of the argument parser's dump that is read.
struct DumpedTool: Decodable {
  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var arguments: [Argument]?
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    struct Completion: Decodable {
      struct Files: Decodable {}
      struct List: Decodable {
        var values: [String]
      }
      struct Call: Decodable {
        var command: String
      }

      var list: List?
      var file: Files?
      var directory: Files?
      var shellCommand: Call?
    }

    var kind: String
    var shouldDisplay: Bool?
    var isOptional: Bool
    var isRepeating: Bool
    var parsingStrategy: String
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var completionKind: Completion?
    var abstract: String?
  }

  var command: Command
}

extension CommandInfo.Option {
  init(_ argument: DumpedTool.Argument) {
    let names = argument.names ?? []
    self.init(
      names: (names.filter { $0.kind == "long" } + names.filter { $0.kind != "long" }).map(\.text),
      value: argument.kind == "flag" ? nil : argument.valueName ?? "value",
      choices: argument.allValues ?? [], defaultValue: argument.shownDefault,
      summary: argument.abstract ?? "", isRepeating: argument.isRepeating,
      isRequired: !argument.isOptional,
      takesAnything: ["unconditional", "allRemainingInput"].contains(argument.parsingStrategy),
      subject: argument.subject)
  }
}

extension CommandInfo.Operand {
  init(_ argument: DumpedTool.Argument) {
    self.init(
      value: argument.valueName ?? "value", choices: argument.allValues ?? [],
      defaultValue: argument.shownDefault, summary: argument.abstract ?? "",
      isRepeating: argument.isRepeating, isRequired: !argument.isOptional,
      takesAnything: ["allRemainingInput", "allUnrecognized", "postTerminator"]
        .contains(argument.parsingStrategy),
      subject: argument.subject)
  }
}

extension DumpedTool.Argument {
  fileprivate var shownDefault: String? {
    kind == "flag" || defaultValue?.isEmpty == true ? nil : defaultValue
  }

  fileprivate var subject: CompletionSubject? {
    guard let completionKind else { return nil }
    if let list = completionKind.list { return allValues == nil ? .words(list.values) : nil }
    if completionKind.file != nil || completionKind.directory != nil { return .files }
    let words = completionKind.shellCommand?.command.split(separator: " ") ?? []
    guard words.first == "names", let kind = words.last else { return nil }
    return CompletedNames(rawValue: String(kind)).map(CompletionSubject.names)
  }
}
