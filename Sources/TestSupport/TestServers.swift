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

  /// Whether it is a Milvus Lite.
  package var isLite: Bool { self == .lite || self == .lite2 }

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
