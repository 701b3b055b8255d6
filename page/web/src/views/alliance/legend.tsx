import { useEffect, useId } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { text } from "../../state/language";

const MARKS = ["trust", "distrust", "house", "spoken", "swallowed", "kind", "unkind", "clash", "mended", "camp", "shock", "gone"] as const;

/** What every mark means, opened over the picture. */
export function Legend() {
    const open = useSignal(false);
    const id = useId();
    useEffect(() => {
        const escape = (event: KeyboardEvent) => event.key === "Escape" && (open.value = false);
        addEventListener("keydown", escape);
        return () => removeEventListener("keydown", escape);
    }, []);
    return (
        <div class="legend">
            <button type="button" aria-expanded={open.value} aria-controls={id} aria-label={text("alliance.legend.title")} onClick={() => (open.value = !open.value)}>
                ?
            </button>
            {open.value && (
                <ul id={id} tabIndex={0} aria-label={text("alliance.legend.title")}>
                    {MARKS.map((mark) => (
                        <li key={mark}>
                            <Sample mark={mark} />
                            <span>{text(`alliance.legend.${mark}`)}</span>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}

function Sample({ mark }: { readonly mark: (typeof MARKS)[number] }) {
    return (
        <svg width="36" height="28" viewBox="-18 -14 36 28" aria-hidden="true">
            {samples[mark]}
        </svg>
    );
}

const samples = {
    trust: <line x1="-16" x2="16" stroke="#0072b2" stroke-width="4" />,
    distrust: <line x1="-16" x2="16" stroke="#d55e00" stroke-width="4" stroke-dasharray="6 5" />,
    house: (
        <g transform="scale(.72)">
            <circle r="19" fill="none" stroke="#d55e00" stroke-width="3" stroke-opacity=".6" />
            <path d="M-12,12V2H12V12Z" fill="#d55e00" fill-opacity=".6" />
            <path d="M-12,-1L0,-12L12,-1V12H-12Z" fill="none" stroke="#57606a" stroke-width="1.8" />
        </g>
    ),
    spoken: <Bubble sign="M0,-4V0.6M0,3.4V3.5" dash="none" />,
    swallowed: <Bubble sign="M-3,-3.4L3,2.6M3,-3.4L-3,2.6" dash="2.5 2" />,
    kind: <circle r="6" fill="#0072b2" />,
    unkind: <path d="M0,-8L8,0L0,8L-8,0Z" fill="#d55e00" />,
    clash: <Spark colour="#d55e00" sign="M0,-4V0.8M0,4V4.1" />,
    mended: <Spark colour="#00785a" sign="M-3,0.5L-0.8,3L3.2,-2.5" />,
    camp: <rect x="-15" y="-10" width="30" height="20" rx="9" fill="#e69f00" fill-opacity=".22" stroke="#e69f00" stroke-width="2" stroke-dasharray="8 4" />,
    shock: <path d="M-16,4L-11,-4L-6,4L-1,-4L4,4L9,-4L14,4" fill="none" stroke="#e69f00" stroke-width="3" />,
    gone: <path d="M-12,-1L0,-12L12,-1V12H-12Z" fill="none" stroke="#8c959f" stroke-width="1.8" stroke-dasharray="3 3" />,
};

function Bubble({ sign, dash }: { readonly sign: string; readonly dash: string }) {
    return (
        <g>
            <path d="M-7,-7H7A3,3 0 0 1 10,-4V3A3,3 0 0 1 7,6H0L-6,11V6H-7A3,3 0 0 1 -10,3V-4A3,3 0 0 1 -7,-7Z" fill="#fff" stroke="#1b1f24" stroke-width="1.3" stroke-dasharray={dash} />
            <path d={sign} fill="none" stroke="#1b1f24" stroke-width="2.2" stroke-linecap="round" />
        </g>
    );
}

function Spark({ colour, sign }: { readonly colour: string; readonly sign: string }) {
    return (
        <g>
            <path d="M0,-12L2.3,-5.5L8.5,-8.5L5.5,-2.3L12,0L5.5,2.3L8.5,8.5L2.3,5.5L0,12L-2.3,5.5L-8.5,8.5L-5.5,2.3L-12,0L-5.5,-2.3L-8.5,-8.5L-2.3,-5.5Z" fill={colour} />
            <path d={sign} fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" />
        </g>
    );
}
