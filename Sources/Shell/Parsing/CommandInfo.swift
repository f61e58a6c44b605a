package import ArgumentParser

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a command declares about its arguments, read back from the argument parser.
package struct CommandInfo: Sendable, Equatable {
  /// An option with a value, or a flag.
  package struct Option: Sendable, Equatable {
    /// Its names with their dashes, the long one first: `--output`, `-o`.
    package var names: [String]
    /// The name of its value; nil for a flag.
    package var value: String?
    /// The values that it takes, if they are few.
    package var choices: [String]
    /// Its value when it is not given.
    package var defaultValue: String?
    /// One line of help.
    package var summary: String
    /// Whether it may be given several times.
    package var isRepeating: Bool
    /// Whether the command cannot do without.
    package var isRequired: Bool
    /// Whether its value may look like an option.
    package var takesAnything: Bool
    /// What its value names, for completion.
    package var subject: CompletionSubject?
  }

  /// An argument without a name.
  package struct Operand: Sendable, Equatable {
    /// The name of its value.
    package var value: String
    /// The values that it takes, if they are few.
    package var choices: [String]
    /// Its value when it is not given.
    package var defaultValue: String?
    /// One line of help.
    package var summary: String
    /// Whether it takes all that follows.
    package var isRepeating: Bool
    /// Whether the command cannot do without.
    package var isRequired: Bool
    /// Whether it takes options of other commands too.
    package var takesAnything: Bool
    /// What its value names, for completion.
    package var subject: CompletionSubject?
  }

  /// The name as it is typed.
  package var name: String
  /// Other names.
  package var aliases: [String]
  /// One line of help.
  package var summary: String
  /// Options and flags in the order of declaration, the common ones last.
  package var options: [Option]
  /// Arguments without names, in order.
  package var operands: [Operand]
  /// A line that can be typed as it is; nil where none is known.
  package var example: String?

  /// What the program itself is called, which is no command.
  static let program = "vecferry"

  /// Reads the declaration of a command.
  package init(_ command: any ParsableCommand.Type, example: String? = nil) {
    let dump = Data(command._dumpHelp().utf8)
    let declaration = try? JSONDecoder().decode(DumpedTool.self, from: dump).command
    precondition(declaration != nil, "the argument parser dumps what it declares")
    let arguments = (declaration?.arguments ?? []).filter { $0.shouldDisplay ?? true }
    name = declaration?.commandName ?? ""
    aliases = command.configuration.aliases
    summary = declaration?.abstract ?? ""
    options = arguments.filter { $0.kind != "positional" }.map(Option.init)
    operands = arguments.filter { $0.kind == "positional" }.map(Operand.init)
    self.example = example
  }

  /// What to type for its help; the program itself is no command.
  package var helpLine: String {
    name == Self.program ? "\(name) --help" : "help \(name)"
  }

  /// The option with that name, dashes included.
  package func option(named name: String) -> Option? {
    options.first { $0.names.contains(name) }
  }
}

/// What a word names, as far as completion is concerned.
package enum CompletionSubject: Sendable, Equatable {
  /// Files of the file system.
  case files
  /// Names of one kind.
  case names(CompletedNames)
  /// Words of which others may be typed, too.
  case words([String])
}

/// Kinds of names that TAB completes.
package enum CompletedNames: String, Sendable {
  /// Collections, with `source:` and `target:` before them; those of the source without.
  case collections
  /// The same, those of the target without a side.
  case collectionsTargetFirst
  /// Collections of the source alone, with `source:` before them or without.
  case sourceCollections
  /// The same of the target.
  case targetCollections
  /// Partitions of the collection that the line names first, on the source.
  case partitions
  /// Fields of that collection.
  case fields
  /// Numbers of jobs.
  case jobs
  /// Databases, with `source:` and `target:` before them.
  case databases
  /// Databases of the source as an option takes them: their own names.
  case sourceDatabases
  /// The same of the target.
  case targetDatabases
  /// Ids of clusters of Zilliz Cloud.
  case clusters
  /// What `connect` takes: profiles, ids of clusters, and files of Milvus Lite.
  case places
  /// Profiles.
  case profiles
  /// Commands and help topics.
  case topics
  /// Settings.
  case settings
  /// Values of the setting that the line names first.
  case settingValues
  /// Variables that `let` defined.
  case variables
  /// Words that `shortcut` defined.
  case shortcuts
}

extension CompletionKind {
  /// Names of the kind, completed by the shell itself.
  package static func names(_ names: CompletedNames) -> CompletionKind {
    // The argument parser carries no kinds of ours; a command is a text that it hands back.
    .shellCommand("names \(names.rawValue)")
  }
}
