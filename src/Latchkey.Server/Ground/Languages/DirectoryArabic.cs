namespace Latchkey.Server.Ground.Languages;

public sealed partial record DirectoryTexts
{
    public static readonly DirectoryTexts Arabic = new()
    {
        GroupsLead = "أشخاص مجموعون معًا: لمنحهم التطبيقات دفعة واحدة ولإخبار التطبيقات من هم.",
        AddGroup = "إضافة مجموعة",
        SearchGroups = "الاسم يبدأ بـ …",
        NoGroups = "لا توجد مجموعات خاصة بك بعد",
        NoGroupsMeans =
            "ضع أشخاصًا في مجموعة وعيّنها لتطبيق: من ينضم لاحقًا يمكنه استخدام التطبيق أيضًا. ويمكن لمطالبة أن تخبر التطبيقات بالمجموعات "
            + "التي ينتمي إليها الشخص.",
        BuiltIn = "مدمجة",
        Description = "الوصف",
        GroupDescriptionHint = "من ينتمي إليها وما الغرض منها.",
        PagesOfGroup = "صفحات هذه المجموعة",
        EveryoneMeans = "كل من في مؤسستك موجود في هذه المجموعة تلقائيًا. لا يمكن تغييرها.",
        AddPeople = "إضافة أشخاص",
        FindPerson = "الاسم الأول أو الأخير أو البريد الإلكتروني يبدأ بـ",
        Add = "إضافة",
        InGroup = "في المجموعة",
        NobodyInGroup = "لا أحد في هذه المجموعة بعد. ابحث عن أشخاص أعلاه وأضفهم.",
        AssignApps = "تعيين تطبيقات",
        NoAppsOfGroup = "لم يُعيَّن أي تطبيق لهذه المجموعة.",
        AboutGroup = "عن المجموعة",
        Id = "المعرّف",
        Changed = "آخر تغيير",
        PeopleChanged = "آخر تغيير في الأشخاص",
        DeleteGroup = "حذف هذه المجموعة",
        DeleteNamed = "حذف {0}؟",
        DeleteGroupMeans = "يبقى أشخاصها ويفقدون ما لديهم عبر هذه المجموعة فقط: التطبيقات واسم المجموعة في الرموز. لا يمكن التراجع عن ذلك.",
    };
}
