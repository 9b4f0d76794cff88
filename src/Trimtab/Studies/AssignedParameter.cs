using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>The value of one parameter of a trial.</summary>
/// <param name="Distribution">What it might have been.</param>
/// <param name="Value">What it is.</param>
/// <param name="Origin">Where the value came from: a sampler's name, "enqueued", "fixed", …</param>
internal readonly record struct AssignedParameter(Distribution Distribution, ParameterValue Value, string Origin);
