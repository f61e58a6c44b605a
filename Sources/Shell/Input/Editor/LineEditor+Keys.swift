internal import CEditline

/// What libedit is to do after a function of ours.
enum KeyOutcome {
  case nothing, refresh, cursorMoved, newLine, endOfInput, failure
  /// The function has drawn the line itself.
  static let redrawnLine = KeyOutcome.nothing

  var code: UInt8 {
    switch self {
    case .nothing: UInt8(CC_NORM)
    case .refresh: UInt8(CC_REFRESH)
    case .cursorMoved: UInt8(CC_CURSOR)
    case .newLine: UInt8(CC_NEWLINE)
    case .endOfInput: UInt8(CC_EOF)
    case .failure: UInt8(CC_ERROR)
    }
  }
}

/// A function of ours under the name by which keys are bound to it.
private struct KeyFunction {
  let name: String
  let keys: [String]
  let handler: ce_key_handler

  /// A C callback captures nothing; it finds its editor through libedit.
  static let all = [
    KeyFunction(name: "vecferry-complete", keys: ["^I"]) { handle, _ in
      (LineEditor.owner(of: handle)?.complete() ?? .failure).code
    },
    KeyFunction(name: "vecferry-abandon", keys: ["^C"]) { handle, _ in
      (LineEditor.owner(of: handle)?.abandonLine() ?? .failure).code
    },
    KeyFunction(name: "vecferry-suspend", keys: ["^Z"]) { handle, _ in
      (LineEditor.owner(of: handle)?.suspend() ?? .failure).code
    },
    KeyFunction(name: "vecferry-older", keys: ["\\e[A", "\\eOA", "^P"]) { handle, _ in
      (LineEditor.owner(of: handle)?.recallOlder() ?? .failure).code
    },
    KeyFunction(name: "vecferry-newer", keys: ["\\e[B", "\\eOB", "^N"]) { handle, _ in
      (LineEditor.owner(of: handle)?.recallNewer() ?? .failure).code
    },
    KeyFunction(name: "vecferry-right", keys: ["\\e[C", "\\eOC", "^F"]) { handle, _ in
      (LineEditor.owner(of: handle)?.acceptHintOrMoveRight() ?? .failure).code
    },
    KeyFunction(name: "vecferry-search-back", keys: ["^R"]) { handle, _ in
      (LineEditor.owner(of: handle)?.searchBack() ?? .failure).code
    },
    KeyFunction(name: "vecferry-search-forward", keys: ["^S"]) { handle, _ in
      (LineEditor.owner(of: handle)?.searchForward() ?? .failure).code
    },
    KeyFunction(name: "vecferry-last-word", keys: ["\\e.", "\\e_"]) { handle, _ in
      (LineEditor.owner(of: handle)?.insertLastWord() ?? .failure).code
    },
    KeyFunction(name: "vecferry-undo", keys: ["^_", "^X^U"]) { handle, _ in
      (LineEditor.owner(of: handle)?.undo() ?? .failure).code
    },
    KeyFunction(name: "vecferry-edit", keys: ["^X^E"]) { handle, _ in
      (LineEditor.owner(of: handle)?.editExternally() ?? .failure).code
    },
    KeyFunction(name: "vecferry-paste", keys: ["\\e[200~"]) { handle, _ in
      (LineEditor.owner(of: handle)?.takePaste() ?? .failure).code
    },
  ]
}

extension LineEditor {
  /// Keys that libedit has a function for, but under another key or under none.
  private static let builtIn = [
    ("^W", "ed-delete-prev-word"),
    ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
    ("\\e[5C", "em-next-word"), ("\\e[5D", "ed-prev-word"),
    ("\\e[H", "ed-move-to-beg"), ("\\e[F", "ed-move-to-end"),
    ("\\eOH", "ed-move-to-beg"), ("\\eOF", "ed-move-to-end"),
    ("\\e[1~", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"),
    ("\\e[3~", "ed-delete-next-char"),
  ]

  /// Makes our functions known; libedit keeps the names, so they are never freed.
  func addFunctions() {
    for function in KeyFunction.all {
      let name = wide(function.name)
      let kept = UnsafeMutableBufferPointer<wchar_t>.allocate(capacity: name.count)
      _ = kept.initialize(from: name)
      _ = ce_add_function(handle, kept.baseAddress, function.handler)
    }
  }

  /// Binds all keys in the mode that is on.
  func bindKeys() {
    for function in KeyFunction.all {
      for key in function.keys { bind(key, to: function.name) }
    }
    for (key, function) in Self.builtIn { bind(key, to: function) }
  }

  /// Binds a key in the mode that is on.
  ///
  /// In vi mode a sequence bound beside the letters would swallow ESC. So there it is bound for the
  /// command state, which ESC leads to, and without its ESC.
  private func bind(_ key: String, to function: String) {
    guard ce_is_vi(handle) != 0 else {
      _ = ce_bind(handle, wide(key), wide(function))
      return
    }
    guard !key.hasPrefix("\\e") else {
      _ = ce_bind_command_state(handle, wide(String(key.dropFirst(2))), wide(function))
      return
    }
    _ = ce_bind(handle, wide(key), wide(function))
    _ = ce_bind_command_state(handle, wide(key), wide(function))
  }

  /// Ctrl-C: leaves the line as it stands, marks it, and begins a new one.
  func abandonLine() -> KeyOutcome {
    let line = line
    let isEmpty = (line.beforeCursor + line.afterCursor).isEmpty && paste.held.isEmpty
    if output.canMoveCursor {
      output.write(cursorToLastRow() + "\u{1b}[\(endPlace.column + 1)G")
    }
    moveCursor(by: line.afterCursor.unicodeScalars.count)
    let explains = isEmpty && !hasExplainedLeaving
    hasExplainedLeaving = hasExplainedLeaving || isEmpty
    output.write(explains ? "^C\n(leave with Ctrl-D or quit)\n" : "^C\n")
    isAbandoned = true
    return .newLine
  }

  /// Ctrl-_: takes the last change of the line back.
  func undo() -> KeyOutcome {
    guard let line = undoStack.undo() else { return .failure }
    replaceLine(with: line)
    return .refresh
  }

  /// Ctrl-Z: stops the program and its job; the line is intact when it goes on.
  func suspend() -> KeyOutcome {
    withPlainTerminal { Interrupts.suspendProcess() }
    return .nothing
  }
}
