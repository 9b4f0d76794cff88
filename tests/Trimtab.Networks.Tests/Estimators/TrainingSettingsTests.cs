using System.Reflection;
using Trimtab.Networks.Tests.Models;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>Nothing that a training depends on is left out of what a ledger finds it by.</summary>
public class TrainingSettingsTests
{
    private static readonly Dictionary<string, TrainingSettings> _changed = new()
    {
        [nameof(TrainingSettings.Shuffle)] = new() { Shuffle = false },
        [nameof(TrainingSettings.ClassWeights)] = new() { ClassWeights = "balanced" },
        [nameof(TrainingSettings.ValidationSplit)] = new() { ValidationSplit = 0.25 },
        [nameof(TrainingSettings.ValidationData)] = new() { ValidationData = Nets.Digits.Test },
        [nameof(TrainingSettings.Callbacks)] = new() { Callbacks = () => [new EarlyStopping("loss")] },
    };

    private static readonly Dictionary<string, NetworkClassifier<Hyperparameters>> _changedEstimators = new()
    {
        [nameof(NetworkSettings<>.Builder)] = Of(h => Built(h.Units + 1)),
        [nameof(NetworkSettings<>.UsesShape)] = NetworkClassifier.Of((Hyperparameters h, Data.Shape _) => Built(h.Units)),
        [nameof(NetworkSettings<>.Hyperparameters)] = Of(h => Built(h.Units)) with { Hyperparameters = new() { Units = 9 } },
        [nameof(NetworkSettings<>.BatchSize)] = Of(h => Built(h.Units)) with { BatchSize = 8 },
        [nameof(NetworkSettings<>.Training)] = Of(h => Built(h.Units)) with { Shuffle = false },
    };

    [Fact]
    public void Key_OfTheDefaults_IsEmpty() => Assert.Equal("", new TrainingSettings().Key);

    [Fact]
    public void Key_OfEveryChangedSetting_IsAnother()
    {
        Assert.Equal(Settings(typeof(TrainingSettings)), _changed.Keys.Order(StringComparer.Ordinal));
        Assert.All(_changed, changed => Assert.Contains(", ", changed.Value.Key, StringComparison.Ordinal));
        Assert.Distinct(_changed.Values.Select(settings => settings.Key));
    }

    /// <summary>Epochs are a position of a training, not a setting of it.</summary>
    [Fact]
    public void Identity_OfEveryChangedSettingButEpochs_IsAnother()
    {
        var estimator = Of(h => Built(h.Units));

        Assert.Equal(
            Settings(typeof(NetworkSettings<Hyperparameters>)).Except([nameof(NetworkSettings<>.Epochs)]),
            _changedEstimators.Keys.Order(StringComparer.Ordinal));
        Assert.All(_changedEstimators, changed => Assert.NotEqual(estimator.Identity.Key, changed.Value.Identity.Key));
        Assert.Equal(estimator.Identity.Key, (estimator with { Epochs = 9 }).Identity.Key);
    }

    private static IEnumerable<string> Settings(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.SetMethod is not null || type.GetConstructors()[0].GetParameters().Any(p => p.Name == property.Name))
        .Select(property => property.Name).Order(StringComparer.Ordinal);

    private static NetworkClassifier<Hyperparameters> Of(Func<Hyperparameters, Sequential> build) => NetworkClassifier.Of(build);

    private static Sequential Built(int units)
    {
        var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(units) { Activation = "relu" }, new Dense(2) };
        model.Compile("adam", "mse");
        return model;
    }

    public sealed record Hyperparameters
    {
        public int Units { get; init; } = 4;
    }
}
