/// An answer as it came over the wire.
struct CloudReply: Sendable {
  /// The HTTP status.
  var status: Int
  /// The header `requestid`, by which the service's support finds the request.
  var requestID: String?
  /// All of the body.
  var body: [UInt8]
}
