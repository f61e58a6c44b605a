/// What a fake control plane does in place of answering.
package enum CloudFault: Sendable {
  /// A page of a gateway, with this HTTP status.
  case status(Int)
  /// More requests than it takes, with HTTP status 429.
  case overLimit
  /// More requests than it takes, said in words only, with HTTP status 200.
  case overLimitInWords
  /// A failure with a number of the service and its words.
  case failure(Int, String)
  /// A failure whose words repeat the key of the caller.
  case echo
  /// Success with this text as its body.
  case body(String)
  /// The beginning of an answer, and then the connection is closed.
  case hangUp
  /// Nothing, until the caller gives up.
  case silence
  /// Another address, at which the answer is said to be.
  case redirect(String)
}
