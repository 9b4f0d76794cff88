namespace Trimtab.Spaces;

/// <summary>Suggests parameter values one after another, as a running trial does.</summary>
public interface IParameterSource
{
    /// <summary>
    /// Suggests a value of <paramref name="distribution"/> for the parameter <paramref name="name"/>; the same value when asked again.
    /// </summary>
    ParameterValue Suggest(string name, Distribution distribution);
}
