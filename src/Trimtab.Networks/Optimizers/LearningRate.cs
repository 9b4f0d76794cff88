namespace Trimtab.Networks;

/// <summary>The step length over the steps of a training. Immutable; thread-safe. A number converts to a constant rate.</summary>
public abstract record LearningRate
{
    /// <summary>Whether the rates depend on how many steps the whole training has; such trainings of different lengths have nothing in common.</summary>
    public virtual bool DependsOnTotal => false;

    /// <summary>The same rate at every step: above 0 and finite.</summary>
    public static implicit operator LearningRate(double rate) => new ConstantRate(Setting.Above(rate, 0, nameof(LearningRate)));

    /// <summary>The rate at <paramref name="step"/>, counted from 0.</summary>
    public abstract double At(long step);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
