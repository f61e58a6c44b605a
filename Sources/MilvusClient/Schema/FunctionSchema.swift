package import MilvusWire

/// A function that computes fields from other fields on the server.
public struct FunctionSchema: Sendable, Equatable {
  /// What a function computes, also one that this program has never heard of.
  public struct Kind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number on the wire.
    public var rawValue: Int32

    /// The kind of that number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A sparse vector of word weights.
    public static let bm25 = Self(rawValue: 1)
    /// A vector that a model makes of text.
    public static let textEmbedding = Self(rawValue: 2)
    /// A new order of search results.
    public static let rerank = Self(rawValue: 3)
    /// A binary vector of hashes.
    public static let minHash = Self(rawValue: 4)
    /// A binary vector of a molecule's features.
    public static let molFingerprint = Self(rawValue: 5)

    /// The name that Milvus gives the kind, or `function type 9`.
    public var description: String {
      switch self {
      case .bm25: "BM25"
      case .textEmbedding: "TextEmbedding"
      case .rerank: "Rerank"
      case .minHash: "MinHash"
      case .molFingerprint: "MolFingerprint"
      default: "function type \(rawValue)"
      }
    }
  }

  /// The message as the server sent it, or as it will be sent.
  package var wire: WireFunctionSchema

  /// A view of a message.
  package init(wire: WireFunctionSchema) { self.wire = wire }

  /// The name.
  public var name: ServerName { ServerName(wire.name) }
  /// The description, empty if there is none.
  public var description: String { wire.description_p }
  /// What it computes.
  public var type: Kind { Kind(rawValue: wire.type) }
  /// The names of the fields that it reads.
  public var inputs: [ServerName] { wire.inputFieldNames.map(ServerName.init(_:)) }
  /// The names of the fields that it fills.
  public var outputs: [ServerName] { wire.outputFieldNames.map(ServerName.init(_:)) }
  /// Its parameters, in the server's order.
  public var parameters: [KeyValue] { wire.params.map(KeyValue.init) }
}
