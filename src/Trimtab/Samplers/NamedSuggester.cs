namespace Trimtab.Samplers;

/// <summary>A sampler in the place of another, whose suggestions have its own name as their origin.</summary>
internal sealed class NamedSuggester(Sampler sampler, StudyProblem problem) : DelegatingSuggester(sampler, problem);
