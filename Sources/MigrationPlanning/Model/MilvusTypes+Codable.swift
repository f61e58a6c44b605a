public import MilvusClient

extension CollectionAddress: Codable {
  private enum CodingKeys: String, CodingKey {
    case database, name
  }

  /// Reads an address as a plan records it.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      database: try values.decode(ServerName.self, forKey: .database),
      name: try values.decode(ServerName.self, forKey: .name))
  }

  /// Writes the address as a plan records it.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(database, forKey: .database)
    try values.encode(name, forKey: .name)
  }
}

extension DataType: Codable {}

extension ConsistencyLevel: Codable {}
