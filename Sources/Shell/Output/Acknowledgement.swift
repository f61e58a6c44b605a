/// What a command did that has nothing else to show, a line for each thing done.
struct Acknowledgement: Renderable {
  static let schema = "done/1"
  static let isOutcome = true

  /// The lines: `target:docs  released`.
  var done: [String]

  var json: JSONObject { ["done": .strings(done)] }

  var sections: [Section] {
    done.isEmpty ? [] : [.lines(done)]
  }
}
