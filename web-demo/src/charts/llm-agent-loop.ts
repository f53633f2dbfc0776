import config from '../../../charts/llm-agent-loop.json' with { type: 'json' };
import type { Behavior } from './behavior.js';
import { no, staysOpen, takes, yes } from './work.js';

export function llmAgentLoop(about: string, goal: string): Behavior {
  let toolTurns = 0;
  return {
    config,
    about,
    events: [
      { type: 'GOAL', goal },
      { type: 'APPROVE' },
      { type: 'HUMAN.RETURN' },
      { type: 'TOOL.FINISHED' },
      { type: 'MODEL.STOP' },
      { type: 'MODEL.DELTA', text: 'Let me see' },
      { type: 'TOOL.DETACH' },
      { type: 'DENY' },
      { type: 'HUMAN.TAKEOVER' },
      { type: 'RETRY' },
      { type: 'STOP' },
    ],
    implementations: {
      actions: {},
      guards: {
        contextIsTooLong: no,
        needsDocuments: yes,
        isRateLimited: no,
        isOverloaded: yes,
        isContextOverflow: no,
        modelRetriesSpent: no,
        callsTools: () => ++toolTurns % 3 !== 0,
        answerIsMalformed: no,
        toolIsUnknown: no,
        toolIsForbidden: no,
        needsApproval: yes,
        toolIsTransient: yes,
        moreToolCalls: no,
        isLooping: no,
        answerIsRejected: no,
        budgetIsSpent: no,
        budgetIsLow: no,
      },
      actors: {
        searchMemory: takes(800),
        retrieveDocuments: takes(1_100),
        rankDocuments: takes(600),
        summarizeHistory: takes(1_500),
        streamModel: staysOpen,
        runTool: takes(3_500),
        reflectOnProgress: takes(1_500),
        classifyAnswer: takes(900),
        checkCitations: takes(1_300),
        saveTranscript: takes(700),
      },
      delays: {
        firstTokenTimeout: 20_000,
        rateLimitDelay: 3_000,
        modelRetryDelay: 1_500,
        approvalTimeout: 60_000,
        toolTimeout: 20_000,
        toolRetryDelay: 800,
        handoverTimeout: 60_000,
      },
    },
    breakDown: () => {
      throw new Error('Tool call arguments are not valid JSON');
    },
  };
}
