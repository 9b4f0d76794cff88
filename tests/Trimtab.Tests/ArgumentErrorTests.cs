using System.Reflection;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests;

/// <summary>
/// A value that is wrong by itself is an <see cref="ArgumentException"/>, where it is given; what shows only beside something else is a
/// <see cref="TrimtabException"/>.
/// </summary>
public class ArgumentErrorTests
{
    private static readonly SearchSpace _space = new() { ["x"] = new FloatDistribution(0, 1) };
    private static readonly Type[] _withSettings = [typeof(Sampler), typeof(Pruner), typeof(StudyOptions), typeof(OptimizeOptions)];

    public static TheoryData<string> Settings =>
    [
        .. typeof(Study).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && _withSettings.Any(type.IsAssignableTo))
            .SelectMany(type => type.GetProperties().Where(IsRequired).Select(property => $"{type.FullName}.{property.Name}"))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string, Func<object?>> WrongByItself => new()
    {
        { "no objectives", () => new StudyOptions { Objectives = [] } },
        { "an objective twice", () => new StudyOptions { Objectives = [new("a"), new("a")] } },
        { "a blank name", () => new StudyOptions { Name = " " } },
        { "no choices", () => new CategoricalDistribution([]) },
        { "a choice twice", () => new CategoricalDistribution(["a", "a"]) },
        { "high below low", () => new FloatDistribution(1, 0) },
        { "a parameter twice", () => SearchSpace.Create([new("x", new IntDistribution(0, 1)), new("x", new IntDistribution(0, 1))]) },
        { "a parameter of a set twice", () => ParameterSet.Of(("x", 1), ("x", 2)) },
        { "a rule of one", () => new OrderRule("x") },
        { "an epoch of 0", () => new Report(0, 0, new Dictionary<string, double>()) },
        { "a reference of null", () => new Study().Enqueue(null!) },
    };

    public static TheoryData<string, Func<object?>> WrongBesideSomethingElse => new()
    {
        { "a value outside the study's space", () => new Study(new() { Space = _space }).Enqueue(ParameterSet.Of(("x", 2.0))) },
        { "a name that the space lacks", () => new Study(new() { Space = _space, Fixed = ParameterSet.Of(("y", 1.0)) }) },
        { "a direction against the objectives", () => new Study(new() { Objectives = [new("a")], Direction = Direction.Maximize }) },
        { "a rule about another space", () => new SearchSpace { ["x"] = new FloatDistribution(0, 1), Rules = [new OrderRule("x", "y")] } },
        { "a sampler for one objective", () => new Study(new() { Objectives = [new("a"), new("b")], Sampler = new CmaEsSampler() }) },
        { "a trial that runs", () => new Study().Add(new() { Number = 0, Parameters = ParameterSet.Empty, State = TrialState.Running }) },
        { "a trial that is told twice", ToldTwice },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void NullForASetting_IsAnArgumentException_ThatNamesIt(string setting)
    {
        int dot = setting.LastIndexOf('.');
        var type = typeof(Study).Assembly.GetType(setting[..dot])!;
        var constructor = type.GetConstructors().Single();
        object settings = constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);

        var error = Assert.Throws<TargetInvocationException>(() => type.GetProperty(setting[(dot + 1)..])!.SetValue(settings, null));

        Assert.Contains(
            setting[(dot + 1)..].ToLowerInvariant(),
            Assert.IsType<ArgumentException>(error.InnerException, exactMatch: false).Message.ToLowerInvariant(),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongByItself))]
    public void AValueThatIsWrongByItself_IsAnArgumentException(string what, Func<object?> give) =>
        Assert.True(Record.Exception(give) is ArgumentException, what);

    [Theory]
    [MemberData(nameof(WrongBesideSomethingElse))]
    public void AValueThatIsWrongBesideSomethingElse_IsATrimtabException(string what, Func<object?> give) =>
        Assert.True(Record.Exception(give) is TrimtabException, what);

    private static Trial ToldTwice()
    {
        var trial = new Study().Ask();
        trial.Tell(1);
        return trial.Tell(1);
    }

    private static bool IsRequired(PropertyInfo property) =>
        property.CanWrite && !property.PropertyType.IsValueType
            && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull;
}
