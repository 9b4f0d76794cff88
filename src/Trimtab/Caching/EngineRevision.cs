namespace Trimtab.Caching;

/// <summary>
/// The revision of everything that decides a training's bits. It is raised when they change, so that older results are not taken for new
/// ones.
/// </summary>
internal static class EngineRevision
{
    public const string Current = "6";
}
