namespace Trimtab.Samplers.Gp;

/// <summary>Origins of the values that a sampler with a Gaussian process draws in another way. Pure functions.</summary>
internal static class GpOrigins
{
    /// <summary>A random draw, because the covariance matrix could not be decomposed.</summary>
    public static string Fallback(string sampler) => $"random (the decomposition of {sampler} failed)";

    /// <summary>A point before the first model.</summary>
    public static string Startup(string draw, int trials, string sampler) => Invariant($"{draw} (first {trials} of {sampler})");

    /// <summary>A parameter that not every trial has.</summary>
    public static string Independent(string sampler) => $"tpe ({sampler} knows the parameters every trial has)";
}
