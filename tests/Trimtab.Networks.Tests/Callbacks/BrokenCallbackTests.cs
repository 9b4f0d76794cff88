using Xunit.Sdk;

namespace Trimtab.Networks.Tests.Callbacks;

/// <summary>The suite of callbacks fails for a callback that breaks a rule.</summary>
public sealed class BrokenCallbackTests : IDisposable
{
    private readonly List<Suite> _suites = [];

    public void Dispose() => _suites.ForEach(suite => suite.Dispose());

    [Fact]
    public void Suite_OfARightCallback_Passes()
    {
        var suite = SuiteOf(() => new Stopping());
        suite.Training_WithAnotherCallback_IsTheSame("right");
        suite.Training_WithAUsedCallback_IsThatOfANewOne("right");
        suite.Key_OfCallbacksOfTheSameSettings_IsTheSame("right");
        suite.Training_OnTheWayToMoreEpochs_IsTheShorterOne("right");
        suite.Training_ThatGoesOnFromASavedState_IsTheUninterruptedOne("right");
    }

    [Fact]
    public void Suite_OfACallbackThatDoesNotBeginAnew_Fails() => Fails(
        () => new Stopping { Forgets = false }, suite => suite.Training_WithAUsedCallback_IsThatOfANewOne("broken"), "must begin anew");

    [Fact]
    public void Suite_OfCallbacksThatShareAState_Fails()
    {
        int made = 0;
        Fails(
            () => new Stopping { After = ++made + 2 },
            suite => suite.Training_WithAnotherCallback_IsTheSame("broken"),
            "must be the same");
    }

    [Fact]
    public void Suite_OfAKeyThatChanges_Fails() => Fails(
        () => new Stopping { CountsInKey = true },
        suite => suite.Key_OfCallbacksOfTheSameSettings_IsTheSame("broken"),
        "must be made of the settings alone");

    [Fact]
    public void Suite_OfAnEmptyKeyOfACallbackThatActs_Fails() => Fails(
        () => new Acting { EachEpoch = state => state.LearningRate = 0.01 },
        suite => suite.Training_WithAnEmptyKey_IsThatWithoutTheCallback("broken"),
        "must not depend on a callback whose Key is empty");

    [Fact]
    public void Suite_OfACallbackThatLooksAtTheTotal_Fails() => Fails(
        () => new Acting { EachEpoch = state => state.LearningRate = 0.1 / state.LastEpoch },
        suite => suite.Training_OnTheWayToMoreEpochs_IsTheShorterOne("broken"),
        "what a training to that epoch is");

    [Fact]
    public void Suite_OfACallbackThatSavesNothing_Fails() => Fails(
        () => new Stopping { Saves = false },
        suite => suite.Training_ThatGoesOnFromASavedState_IsTheUninterruptedOne("broken"),
        "must be the one that was not interrupted");

    [Fact]
    public void Suite_OfACallbackThatHidesWhatItNeeds_Fails() => Fails(
        () => new Acting { EachEpoch = state => _ = state.DirectionOf("val_loss") },
        suite => suite.Monitored_OfACallbackThatNeedsValidation_NamesTheMetric("broken"),
        "must say which metric it needs");

    private void Fails(Func<Callback> make, Action<Suite> test, string rule) =>
        Assert.Contains(rule, Assert.ThrowsAny<XunitException>(() => test(SuiteOf(make))).Message, StringComparison.Ordinal);

    private Suite SuiteOf(Func<Callback> make)
    {
        _suites.Add(new(make));
        return _suites[^1];
    }

    private sealed class Suite(Func<Callback> make) : CallbackConformance
    {
        protected override Callback Create(string name) => make();
    }

    private sealed class Acting : Callback
    {
        public required Action<TrainingState> EachEpoch { get; init; }

        public override string Key => "";

        public override void OnEpochBegin(TrainingState state) => EachEpoch(state);
    }

    /// <summary>Stops after some epochs, with things wrong.</summary>
    private sealed class Stopping : Callback, IResumableCallback
    {
        private int _epochs;

        public int After { get; init; } = 4;

        public bool Forgets { get; init; } = true;

        public bool CountsInKey { get; init; }

        public bool Saves { get; init; } = true;

        public override string Key => $"stopping after {After} {(CountsInKey ? _epochs : 0)}";

        public override void OnTrainBegin(TrainingState state) => _epochs = Forgets ? 0 : _epochs;

        public override void OnEpochEnd(TrainingState state, EpochReport report)
        {
            if (++_epochs == After)
            {
                state.Stop("enough");
            }
        }

        public void Save(BinaryWriter writer) => writer.Write(Saves ? _epochs : 0);

        public void Load(BinaryReader reader) => _epochs = reader.ReadInt32();
    }
}
