namespace Latchkey.Server.Ground.Storage;

/// <summary>What keeps the ids of people, groups, apps and scopes in conditions. Asked in the commit in which one of them goes for good.</summary>
internal interface INamesOthers
{
    /// <summary>Takes it out of every condition: nobody is in a group that is gone, so what is left is for those it was for.</summary>
    /// <exception cref="Rules.RuleException">A condition has nothing else in it, and would be for everybody.</exception>
    Task Forget(Writing writing, Named gone);
}
