internal import Foundation
package import MilvusClient

/// The real servers that `scripts/test` starts, by the part that they play.
package enum TestServer: String, Sendable, CaseIterable {
  /// A Milvus 2.3.5 that tests read.
  case source
  /// A Milvus 2.3.5 that tests write.
  case target
  /// A Milvus Lite that tests read.
  case lite
  /// A Milvus Lite that tests write.
  case lite2
  /// A Milvus 2.2.8, which ends when it is asked for its databases.
  case m228
  /// A Milvus 2.2.16.
  case m22
  /// A Milvus 2.3.0.
  case m230
  /// A Milvus 2.3.4.
  case m234
  /// A Milvus Lite 2.4.12.
  case lite24
  /// A Milvus Lite 2.5.1.
  case lite25

  /// Whether it runs: older releases do by `scripts/test servers` only, but for one of each kind.
  package var isThere: Bool { (try? address) != nil }

  /// Whether it is a Milvus Lite.
  package var isLite: Bool { [.lite, .lite2, .lite24, .lite25].contains(self) }

  /// Where it listens, as `http://127.0.0.1:19530`.
  ///
  /// - Throws: `ServersMissing` if nobody has started it.
  package var address: String {
    get throws { try ServersMissing.variable("VECFERRY_TEST_\(rawValue.uppercased())") }
  }

  /// Where it listens, for a client.
  ///
  /// - Throws: `ServersMissing` if nobody has started it.
  package var endpoint: MilvusEndpoint {
    get throws { try MilvusEndpoint.parse(try address).endpoint }
  }
}

/// Tests that need real servers were started without them.
package struct ServersMissing: Error, CustomStringConvertible {
  /// The environment variable that is not set.
  package let variable: String

  /// What to do about it.
  package var description: String {
    "\(variable) is not set: these tests need real servers, which scripts/test starts"
  }

  /// The value of an environment variable that tells where something is.
  static func variable(_ name: String) throws -> String {
    guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
      throw ServersMissing(variable: name)
    }
    return value
  }
}
