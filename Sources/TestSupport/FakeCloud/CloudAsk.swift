internal import Foundation

/// A request as a fake control plane sees it.
package struct CloudAsk: Sendable {
  /// `GET` or `POST`.
  package var method: String
  /// The parts of the path, decoded.
  package var path: [String]
  /// The values after the question mark, decoded.
  package var query: [String: String]
  /// The header `Authorization`.
  package var authorization: String?
  /// The posted text.
  var body: Data

  /// Method, path and query in one line.
  package var line: String {
    let items = query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return "\(method) /\(path.joined(separator: "/"))"
      + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
  }
}

/// An answer of a fake control plane.
struct CloudAnswer: Sendable {
  /// The HTTP status.
  var status: Int
  /// The body, usually JSON.
  var body: Data
  /// Where a redirect leads.
  var location: String?

  /// Makes an answer of a JSON object.
  init(status: Int = 200, _ object: [String: Any]) {
    self.status = status
    do {
      body = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    } catch {
      preconditionFailure("the fake builds values that JSON has: \(error)")
    }
  }

  /// Makes an answer of a text.
  init(status: Int = 200, text: String, location: String? = nil) {
    self.status = status
    body = Data(text.utf8)
    self.location = location
  }

  /// Makes an answer that refuses the request.
  static func refusal(_ code: Int, _ message: String, status: Int = 200) -> CloudAnswer {
    CloudAnswer(status: status, ["code": code, "message": message])
  }
}
