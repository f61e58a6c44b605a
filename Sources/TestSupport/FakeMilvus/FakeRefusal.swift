/// How a fake server says no.
package enum FakeRefusal: Error, Sendable, Equatable {
  /// An answer whose outcome is one of Milvus's codes, with its words.
  case status(Int32, String)
  /// No answer, but a status of gRPC by its number, with its words.
  case call(Int, String)
  /// The server's process ended over the request.
  case crash(String)

  /// The request is not valid.
  static func invalid(_ words: String) -> Self { .status(1100, words) }
  /// Anything that the server has no code for.
  static func unclassified(_ words: String) -> Self { .status(65535, words) }
  /// The server's release lacks the call.
  static func unimplemented(_ method: String) -> Self { .call(12, "unknown method \(method)") }
  /// The request is no message.
  static let torn = Self.call(13, "grpc: error unmarshalling request")
  /// The server is not there.
  static let gone = Self.call(14, "connection refused")
}
