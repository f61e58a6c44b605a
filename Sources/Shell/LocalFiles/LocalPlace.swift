internal import Foundation
internal import MigrationEngine

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A place after `connect` that is a file, or a folder, of this machine.
enum LocalPlace {
  /// The path that a place means; nil if it is an address.
  ///
  /// A path begins with `./`, `../`, `~/` or `/`, or ends in `.db` as pymilvus wants it, or has a slash in
  /// it and leads to something; `.` and `..` are paths, too.
  static func path(of place: String) -> String? {
    guard !place.isEmpty, !place.utf8.contains(0), !place.contains("://") else { return nil }
    if ["/", "./", "../"].contains(where: "\(place)/".hasPrefix) { return place }
    guard !place.contains(":") else { return nil }
    let leadsSomewhere = place.contains("/") && isHere(place)
    return bare(place).hasSuffix(".db") || leadsSomewhere ? place : nil
  }

  /// The path in a place that is written as the URL of a file.
  static func inURL(_ place: String) -> String? {
    guard place.lowercased().hasPrefix("file:") else { return nil }
    let path = place.dropFirst("file:".count).trimmingPrefix("//localhost").trimmingPrefix("//")
    let plain = String(path).removingPercentEncoding ?? String(path)
    return self.path(of: plain) ?? "./\(plain)"
  }

  /// What to type where a place that was taken for a host may be meant as a file; nil if it cannot be.
  static func meant(by place: String, on side: Side) -> String? {
    guard !place.isEmpty, path(of: place) == nil, !ClusterResolver.isClusterID(place),
      !place.contains(where: { ":@".contains($0) })
    else { return nil }
    let isHere = isHere(place)
    let host = place.prefix { $0 != "/" }
    guard isHere || !host.contains(".") && host != "localhost" else { return nil }
    let end = isHere || side == .source ? "" : ".db"
    let line = "connect \(side.rawValue) \(Quoting.quoted("./\(bare(place))\(end)"))"
    return isHere
      ? "\"\(place)\" was taken for a host; the one in this folder: \(line)"
      : "\"\(place)\" was taken for a host; a file is written as its path: \(line)"
  }

  /// Whether something has that path.
  static func isHere(_ place: String) -> Bool { access(place, F_OK) == 0 }

  /// The place without slashes at its end.
  private static func bare(_ place: String) -> Substring {
    var bare = Substring(place)
    while bare.count > 1, bare.hasSuffix("/") { bare = bare.dropLast() }
    return bare
  }

  /// The path without links, points and slashes in it that need not be; its end need not exist.
  ///
  /// - Throws: `UsageError.notFound` if its folder does not exist, or if it is a link to nothing.
  static func resolved(_ path: String) throws(UsageError) -> String {
    let bare = bare(path)
    if let whole = real(String(bare)) { return whole }
    if let end = linked(String(bare)) {
      throw UsageError(
        .notFound, "\"\(bare)\" is a link to \"\(end)\", which is not there",
        hint: "make what it leads to, or remove the link: rm \(Quoting.quoted(String(bare)))")
    }
    let slash = bare.lastIndex(of: "/")
    let folder = slash.map { $0 == bare.startIndex ? "/" : String(bare[..<$0]) } ?? "."
    let name = slash.map { bare[bare.index(after: $0)...] } ?? bare
    guard let whole = real(folder) else {
      throw UsageError(
        .notFound, "there is no folder \"\(folder)\"", hint: "check the path, TAB completes it")
    }
    return whole == "/" ? "/\(name)" : "\(whole)/\(name)"
  }

  /// What a symbolic link leads to, as it says it.
  private static func linked(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func real(_ path: String) -> String? {
    guard let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
