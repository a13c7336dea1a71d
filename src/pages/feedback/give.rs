//! The three questions about one visit, one on each step.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::{
    ErrorCode,
    feedback::{Experience, FeedbackAnswer, FeedbackOverview, GiveFeedback, ListFeedback, Listened, VisitToRate},
    ids::VisitId,
    words::FeedbackComment,
};

use crate::{
    browser::{
        focus::{self, name_page},
        storage::use_drafts,
    },
    client::{Remote, use_client},
    components::{
        BackLink, Button, ButtonKind, Card, Checkbox, Columns, ColumnsKind, Form, LinkButton, Notice, NoticeKind,
        PageTitle, PendingShape, RadioGroup, RadioOption, SubmitButton, TextArea,
    },
    plural,
    route::Route,
    sentences,
    session::use_here,
    shared::{
        form::{FormState, keep},
        show,
    },
    text,
};

/// The questions about one visit.
pub struct GiveFeedbackPage {
    visit: VisitId,
    overview: Remote<FeedbackOverview>,
}

impl LazyRoute for GiveFeedbackPage {
    fn data() -> Self {
        Self { visit: expect_context(), overview: Remote::read(ListFeedback {}) }
    }

    async fn view(this: Self) -> AnyView {
        let Self { visit, overview } = this;
        name_page(text!(feedback.title));
        let done = RwSignal::new(false);
        let questions = move || {
            let visit = visit.clone();
            show(overview, PendingShape::Text, move |overview: FeedbackOverview| {
                match overview.waiting.into_iter().find(|waiting| waiting.visit_id == visit) {
                    Some(visit) => view! { <Questions visit done /> }.into_any(),
                    None => draw_not_waiting(),
                }
            })
        };
        view! {
            <Columns kind=ColumnsKind::Narrow>
                <div class="stack">{move || if done.get() { draw_thanks() } else { questions() }}</div>
            </Columns>
        }
        .into_any()
    }
}

/// How many questions there are.
const STEPS: u32 = 3;

/// The questions. Answers given so far are kept as a draft.
#[component]
fn Questions(
    /// The visit they are about.
    visit: VisitToRate,
    /// Set when the answers are stored.
    done: RwSignal<bool>,
) -> impl IntoView {
    let VisitToRate { visit_id, title, date, language } = visit;
    let about = super::visit_words(title, language.as_ref(), &date);

    // state
    let place = StoredValue::new(Route::GiveFeedback(visit_id.clone()).path());
    let drafts = use_drafts();
    let draft = drafts.get(&place.get_value());
    let chosen = |number: usize| draft.choices.get(number).filter(|choice| !choice.is_empty()).cloned();
    let experience = RwSignal::new(chosen(0));
    let listened = RwSignal::new(chosen(1));
    let comment = RwSignal::new(draft.body.clone());
    let unnamed = RwSignal::new(true);
    let step = RwSignal::new(1_u32);
    let form = FormState::new();
    let client = use_client();
    Effect::watch(
        move || (experience.get(), listened.get(), comment.get()),
        move |(experience, listened, comment), _, _| {
            drafts.change(&place.get_value(), |draft| {
                draft.choices = [experience, listened].map(|choice| choice.clone().unwrap_or_default()).into();
                draft.body.clone_from(comment);
            });
        },
        false,
    );
    Effect::watch(move || step.get(), |_, _, _| request_animation_frame(focus::to_heading), false);

    // actions
    let submit = move |()| match step.get_untracked() {
        1 if experience_of(experience).is_none() => form.refuse_field("experience", text!(feedback.experience_missing)),
        2 if listened_of(listened).is_none() => form.refuse_field("listened", text!(feedback.listened_missing)),
        1 | 2 => {
            form.refuse(Vec::new());
            step.update(|step| *step += 1);
        }
        _ => {
            let mut problems = Vec::new();
            let words = keep(
                &mut problems,
                "comment",
                text!(feedback.comment_what),
                FeedbackComment::parse(&comment.read_untracked()),
            );
            let (Some(comment), Some(experience), Some(listened)) =
                (words, experience_of(experience), listened_of(listened))
            else {
                form.refuse(problems);
                return;
            };
            let answer = FeedbackAnswer { experience, listened, comment, named: !unnamed.get_untracked() };
            let visit_id = visit_id.clone();
            form.send(async move {
                match client.call(&GiveFeedback { visit_id }, &answer).await {
                    Ok(_) => {
                        place.try_with_value(|place| drafts.remove(place));
                        done.try_set(true);
                        request_animation_frame(focus::to_heading);
                    }
                    Err(error) if error.code() == Some(ErrorCode::AlreadyAnswered) => form.fail(sentences::of(&error)),
                    Err(error) => {
                        let reason = sentences::of(&error);
                        form.fail(text!(feedback.not_sent_text, reason = reason.as_str()));
                    }
                }
            });
        }
    };

    // view
    let back = move || {
        if step.get() == 1 {
            view! { <BackLink href=Route::Feedback.path() text=text!(common.back) /> }.into_any()
        } else {
            view! {
                <Button
                    kind=ButtonKind::Plain
                    icon=crate::components::IconName::Back
                    on_press=move |()| {
                        form.refuse(Vec::new());
                        step.update(|step| *step -= 1);
                    }
                >
                    {text!(common.back)}
                </Button>
            }
            .into_any()
        }
    };
    let question = move || match step.get() {
        1 => view! {
            <RadioGroup
                legend=text!(feedback.experience)
                legend_is_title=true
                name="experience"
                options=Experience::ALL
                    .into_iter()
                    .map(|answer| RadioOption::new(answer.as_str(), experience_words(answer)))
                    .collect()
                chosen=experience
                error=form.error("experience")
            />
        }
        .into_any(),
        2 => view! {
            <RadioGroup
                legend=text!(feedback.listened)
                legend_is_title=true
                name="listened"
                options=Listened::ALL
                    .into_iter()
                    .map(|answer| RadioOption::new(answer.as_str(), listened_words(answer)))
                    .collect()
                chosen=listened
                error=form.error("listened")
            />
        }
        .into_any(),
        _ => view! { <Comment comment unnamed form /> }.into_any(),
    };
    view! {
        <div class="between">
            {back} <span class="soft small">{move || text!(feedback.question, step = step.get(), steps = STEPS)}</span>
        </div>
        {form.draw()}
        <p class="eyebrow">{about.draw()}</p>
        <Form on_submit=submit>
            {question}
            <div class="actions">
                <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                    {move || if step.get() < STEPS { text!(common.continue_) } else { text!(feedback.send) }}
                </SubmitButton>
            </div>
        </Form>
    }
}

/// The last question, in the patient's own words, and whether the name goes with it.
#[component]
fn Comment(comment: RwSignal<String>, unnamed: RwSignal<bool>, form: FormState) -> impl IntoView {
    let left = Signal::derive(move || {
        let count = u32::try_from(comment.with(|comment| comment.chars().count())).unwrap_or(u32::MAX);
        match FeedbackComment::MAX.checked_sub(count) {
            Some(left) if left > 500 => String::new(),
            Some(left) => plural!(left, common.characters_left),
            None => plural!(count - FeedbackComment::MAX, common.characters_over),
        }
    });
    view! {
        <PageTitle title=text!(feedback.comment) />
        <TextArea
            label=text!(feedback.comment_label)
            hint=text!(feedback.comment_hint)
            value=comment
            id="comment"
            max=FeedbackComment::MAX
            left_text=left
            error=form.error("comment")
        />
        <Card>
            <Checkbox
                label=text!(feedback.unnamed)
                hint=text!(feedback.unnamed_hint)
                checked=unnamed
                id="unnamed"
            />
        </Card>
    }
}

fn draw_thanks() -> AnyView {
    let practice = use_here().practice_name();
    view! {
        <PageTitle title=text!(feedback.thanks_title) lead=text!(feedback.thanks_text, practice = practice.as_str()) />
        <div class="actions">
            <LinkButton href=Route::Feedback.path()>{text!(feedback.thanks_back)}</LinkButton>
        </div>
    }
    .into_any()
}

fn draw_not_waiting() -> AnyView {
    view! {
        <PageTitle title=text!(feedback.not_waiting_title) />
        <Notice kind=NoticeKind::Info>{text!(feedback.not_waiting_text)}</Notice>
        <div class="actions">
            <LinkButton href=Route::Feedback.path()>{text!(feedback.thanks_back)}</LinkButton>
        </div>
    }
    .into_any()
}

fn experience_words(answer: Experience) -> &'static str {
    match answer {
        Experience::VeryGood => text!(feedback.very_good),
        Experience::Good => text!(feedback.good),
        Experience::Neither => text!(feedback.neither),
        Experience::Poor => text!(feedback.poor),
        Experience::VeryPoor => text!(feedback.very_poor),
        Experience::DontKnow => text!(feedback.dont_know),
    }
}

fn listened_words(answer: Listened) -> &'static str {
    match answer {
        Listened::Definitely => text!(feedback.definitely),
        Listened::Somewhat => text!(feedback.somewhat),
        Listened::No => text!(feedback.no),
        Listened::DontKnow => text!(feedback.dont_know),
    }
}

fn experience_of(chosen: RwSignal<Option<String>>) -> Option<Experience> {
    chosen.with_untracked(|key| Experience::ALL.into_iter().find(|answer| key.as_deref() == Some(answer.as_str())))
}

fn listened_of(chosen: RwSignal<Option<String>>) -> Option<Listened> {
    chosen.with_untracked(|key| Listened::ALL.into_iter().find(|answer| key.as_deref() == Some(answer.as_str())))
}
