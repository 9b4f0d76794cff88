namespace Trimtab.Tests.Preprocessing;

/// <summary>Every transformer keeps the rules of its kind.</summary>
public class TransformerConformanceTests : TransformerConformance;
