namespace Trimtab.Tests.ModelSelection.Scorers;

/// <summary>Every scorer, the sample's included.</summary>
public class ScorerConformanceTests : ScorerConformance;
