internal import MilvusWire
internal import SwiftProtobuf

extension WireStatus {
  /// Decodes the outcome of a call and throws the server's refusal, if it is one.
  static func check(_ bytes: ArraySlice<UInt8>, attempt: String) throws(MilvusError) {
    let status: WireStatus
    do {
      status = try WireStatus(serializedBytes: Array(bytes))
    } catch {
      throw MilvusError(.unexpectedAnswer, "\(attempt): the outcome is torn", cause: error)
    }
    if let failure = MilvusError.failure(ofStatus: status, attempt: attempt) { throw failure }
  }
}
