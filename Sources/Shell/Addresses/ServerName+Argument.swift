public import ArgumentParser
public import MilvusClient

extension ServerName: ExpressibleByArgument {}
