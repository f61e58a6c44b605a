/// What went wrong, in three lines: what happened, what to type next, a stable code.
package struct Report: Sendable, Equatable {
  /// What was attempted, on what, and why it failed.
  package var message: String
  /// What to type next.
  package var hint: String?
  /// A stable name of the failure: `source.unreachable`.
  package var code: String
  /// Where in a script it happened.
  package var place: ScriptPlace?

  /// Makes a report from its parts.
  package init(_ message: String, hint: String? = nil, code: String, place: ScriptPlace? = nil) {
    self.message = message
    self.hint = hint
    self.code = code
    self.place = place
  }

  /// The report for people; it ends without a newline.
  package var text: String {
    var lines = [(place.map { "\($0): " } ?? "") + "error: " + message]
    if let hint { lines.append("hint:  \(hint)") }
    lines.append("code:  \(code)")
    return lines.map(ControlCharacters.shown).joined(separator: "\n")
  }

  /// The report as one JSON object.
  package var json: JSONValue {
    var object: JSONObject = ["schema": "vecferry.error/1"]
    for field in fields.fields { object[field.name] = field.value }
    return .object(object)
  }

  /// What the report says, field by field.
  var fields: JSONObject {
    var object: JSONObject = [
      "error": .string(message), "hint": .optional(hint), "code": .string(code),
    ]
    if let place {
      object["file"] = .string(place.name)
      object["line"] = .integer(Int64(place.line))
    }
    return object
  }
}
