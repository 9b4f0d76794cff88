namespace Trimtab;

/// <summary>Where a trial stands.</summary>
public enum TrialState
{
    /// <summary>Proposed, not begun.</summary>
    Waiting,

    /// <summary>Being evaluated.</summary>
    Running,

    /// <summary>Evaluated; its values count.</summary>
    Complete,

    /// <summary>Ended early because it would not win.</summary>
    Pruned,

    /// <summary>Ended by an error, or its value is not a number; <see cref="Trial.Error"/> says which.</summary>
    Failed,
}
