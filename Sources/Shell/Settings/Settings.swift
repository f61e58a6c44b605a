internal import ArgumentParser

/// What `set` shows and changes.
package struct Settings: Sendable, Equatable {
  /// How results are printed unless a command says otherwise.
  package var output = OutputFormat.table
  /// When colour is used.
  package var color = ColorChoice.auto
  /// What shows results that are longer than the window.
  package var pager = "auto"
  /// After how long a command the terminal's bell is rung; nil for never.
  package var bell: Seconds?
  /// Which keys the line editor has.
  package var editingMode = EditingMode.auto
  /// How progress is shown.
  package var progress = ProgressStyle.auto
  /// Which notices of background jobs are shown.
  package var notices = NoticeChoice.milestones
  /// The file in which everything that happens is told; nil for none.
  package var events: String?
  /// Whether the time that a command took is printed.
  package var timing = false
  /// Whether questions are asked before something is changed.
  package var confirm = true
  /// Whether the line editor suggests the rest of a line.
  package var hints = true
  /// How long a request may take.
  package var timeout = Seconds(10)
  /// Which control plane of Zilliz Cloud is asked.
  package var cloudSite = CloudSite.auto
  /// Whether a script goes on after a failed command.
  package var onError = ErrorChoice.stop
  /// How many rows a list has at most.
  package var limit = 1000

  /// The settings of a new session.
  package init() {}
}

/// How progress is shown.
package enum ProgressStyle: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// A live block on a terminal, lines elsewhere.
  case auto
  /// A live block.
  case bar
  /// A line at each step and each ten per cent.
  case plain
  /// A JSON object for each of those lines.
  case json
  /// Nothing.
  case none
}

/// Which notices of background jobs are shown.
package enum NoticeChoice: String, CaseIterable, Sendable {
  /// Beginning, end, trouble.
  case milestones
  /// Progress as well.
  case all
  /// Nothing.
  case none
}

/// What a script does after a failed command.
package enum ErrorChoice: String, CaseIterable, Sendable {
  case stop
  case `continue`
}

/// Which keys the line editor has.
package enum EditingMode: String, CaseIterable, Sendable {
  /// Those of `~/.editrc`, else emacs.
  case auto
  case emacs, vi
}
