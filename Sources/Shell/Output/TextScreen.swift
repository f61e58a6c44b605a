/// A text as it is.
struct TextScreen: Renderable {
  static let schema = "text/1"

  var text: String

  var json: JSONObject { ["text": .string(text)] }
  var sections: [Section] { [.text(text)] }
}
