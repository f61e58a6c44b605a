internal import Foundation
internal import TestSupport

/// A fake control plane for demonstrations: serves an estate until it is told to end.
///
///     FakeCloudServer ESTATE.json [PORT]
///
/// It prints its address once it listens. The form of the file: `CloudEstate.init(json:)`.
@main
enum FakeCloudServer {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let file = arguments.first, arguments.count <= 2,
      let port = UInt16(arguments.dropFirst().first ?? "0")
    else {
      FileHandle.standardError.write(Data("usage: FakeCloudServer ESTATE.json [PORT]\n".utf8))
      exit(64)
    }
    let estate = try CloudEstate(json: try Data(contentsOf: URL(filePath: file)))
    try await withFakeCloud(estate, port: port) { cloud in
      FileHandle.standardOutput.write(Data("\(cloud.address)\n".utf8))
      // Ends with the process, which a signal ends.
      let end = AsyncStream<Never> { _ in }
      for await _ in end {}
    }
  }
}
