internal import TestSupport

extension WireTree {
  /// Changes one to three fields anywhere in the message; the lengths around them stay right.
  mutating func mutate(using generator: inout SeededGenerator) {
    for _ in 0...generator.below(3) { Self.mutate(&nodes, using: &generator) }
  }

  private static func mutate(_ nodes: inout [Node], using generator: inout SeededGenerator) {
    guard !nodes.isEmpty else {
      nodes.append(node(using: &generator))
      return
    }
    let place = generator.below(nodes.count)
    // Most fields are deep inside.
    if case .message(var inner) = nodes[place].content, !generator.once(in: 5) {
      mutate(&inner, using: &generator)
      nodes[place].content = .message(inner)
      return
    }
    switch generator.below(8) {
    case 0: nodes.remove(at: place)
    case 1: nodes.insert(nodes[place], at: generator.below(nodes.count + 1))
    case 2: nodes.swapAt(place, generator.below(nodes.count))
    case 3: nodes[place].number = UInt64(1 + generator.below(20))
    case 4: nodes.insert(node(using: &generator), at: place)
    case 5: nodes[place].content = nodes[generator.below(nodes.count)].content
    default: mutate(&nodes[place].content, using: &generator)
    }
  }

  private static func mutate(_ content: inout Content, using generator: inout SeededGenerator) {
    switch content {
    case .varint: content = .varint(generator.edge())
    case .fixed64: content = .fixed64(generator.bytes(8))
    case .fixed32: content = .fixed32(generator.bytes(4))
    case .bytes(var bytes):
      ByteMutation.damage(&bytes, using: &generator)
      content = .bytes(bytes)
    case .message: content = .bytes(generator.bytes(generator.size(upTo: 12)))
    }
  }

  private static func node(using generator: inout SeededGenerator) -> Node {
    let content: Content =
      switch generator.below(5) {
      case 0: .varint(generator.edge())
      case 1: .fixed64(generator.bytes(8))
      case 2: .fixed32(generator.bytes(4))
      case 3: .message([])
      default: .bytes(generator.bytes(generator.size(upTo: 12)))
      }
    return Node(number: UInt64(1 + generator.below(20)), content: content)
  }
}
