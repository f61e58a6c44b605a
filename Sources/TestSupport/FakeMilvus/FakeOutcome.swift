/// What a caller gets of a fake.
package enum FakeOutcome: Sendable, Equatable {
  /// An answer.
  case answer([UInt8])
  /// A status of gRPC by its number, with its words.
  case status(Int, String)
  /// A connection that breaks.
  case reset
}
