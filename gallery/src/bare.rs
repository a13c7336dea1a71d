//! A state alone, without the gallery around it: what frames show, what is photographed and audited.

use leptos::prelude::*;

use crate::{
    address::Address,
    foundations,
    stories::{self, PLAY, Story},
};

/// Draws what the address names and nothing else.
pub(crate) fn draw(address: Memo<Address>) -> AnyView {
    // A change of colours or width needs no new drawing; a new language does, because words do not change by themselves.
    let shown = Memo::new(move |_| {
        address.with(|it| (it.story.clone(), it.state.clone(), it.knobs.clone(), it.look.lang, it.look.easy))
    });
    let draw = move || {
        let (id, state, knobs, ..) = shown.get();
        match stories::find(&id) {
            Some(story) => draw_story(story, state.as_deref(), &knobs),
            None => foundations::draw_bare(&id, state.as_deref().unwrap_or_default()).unwrap_or_else(|| {
                view! { <main class="gallery-bare"><h1>"There is no story at this address"</h1></main> }.into_any()
            }),
        }
    };
    draw.into_any()
}

fn draw_story(story: Story, wanted: Option<&str>, knobs: &[(String, String)]) -> AnyView {
    let whole = story.whole_pages;
    let states = match (wanted, &story.live) {
        (Some(PLAY), Some(live)) => {
            let view = (live.render)(&live.values(knobs));
            view! { <div class="gallery-state" data-state=PLAY>{view}</div> }.into_any()
        }
        _ => story
            .states
            .into_iter()
            .filter(|state| wanted.is_none_or(|wanted| wanted == state.id))
            // A whole page needs a document of its own.
            .take(if whole { 1 } else { usize::MAX })
            .map(|state| {
                view! {
                    <div class="gallery-state" data-state=state.id>
                        {(wanted.is_none() && !whole).then(|| view! { <p class="gallery-state-title">{state.title}</p> })}
                        {(state.render)()}
                    </div>
                }
            })
            .collect_view()
            .into_any(),
    };
    if whole {
        view! { <div class="gallery-whole">{states}</div> }.into_any()
    } else {
        view! {
            <main class="gallery-bare">
                // The story's own headings begin at the second level, as on a page.
                <h1 class="visually-hidden">{story.title}</h1>
                {states}
            </main>
        }
        .into_any()
    }
}
